package dev.tidewright.control.pods;

import dev.tidewright.core.pods.PodScalingSettings;
import dev.tidewright.core.units.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;

/// The loop's flags.
///
/// @param syncPeriod      `--horizontal-pod-autoscaler-sync-period`, above 0
/// @param metricLossGuard `--metric-loss-guard`: also where no annotation asks for it; upstream has no such thing
/// @param wrongWayVeto    `--wrong-way-veto`, likewise
public record PodScalingFlags(
        PodScalingSettings settings, Duration syncPeriod, boolean metricLossGuard, boolean wrongWayVeto) {
    /// Kubernetes 1.34's defaults.
    public static final PodScalingFlags DEFAULT =
            new PodScalingFlags(PodScalingSettings.DEFAULT, Duration.ofSeconds(15), false, false);

    private static final String PREFIX = "horizontal-pod-autoscaler-";

    public PodScalingFlags {
        if (!syncPeriod.isPositive()) {
            throw new IllegalArgumentException("sync period must be above zero: " + syncPeriod);
        }
    }

    /// Reads flags by kube-controller-manager's names; what is absent keeps its default.
    ///
    /// @throws IllegalArgumentException naming the flag that is unknown or has no sensible value
    public static PodScalingFlags parse(SortedMap<String, String> flags) {
        PodScalingFlags result = DEFAULT;
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            String name = flag.getKey().startsWith("--") ? flag.getKey().substring(2) : flag.getKey();
            try {
                result = result.with(name, flag.getValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("flag --" + name + ": " + e.getMessage(), e);
            }
        }
        return result;
    }

    private PodScalingFlags with(String name, String value) {
        PodScalingSettings s = settings;
        return switch (name) {
            case PREFIX + "sync-period" ->
                new PodScalingFlags(s, Durations.parse(value), metricLossGuard, wrongWayVeto);
            case "metric-loss-guard" -> new PodScalingFlags(s, syncPeriod, isTrue(value), wrongWayVeto);
            case "wrong-way-veto" -> new PodScalingFlags(s, syncPeriod, metricLossGuard, isTrue(value));
            case PREFIX + "tolerance" ->
                with(s.withTolerance(Double.parseDouble(value)).checked());
            case PREFIX + "cpu-initialization-period" -> with(s.withCpuInitializationPeriod(Durations.parse(value)));
            case PREFIX + "initial-readiness-delay" -> with(s.withInitialReadinessDelay(Durations.parse(value)));
            case PREFIX + "downscale-stabilization" -> with(s.withDownscaleStabilization(Durations.parse(value)));
            case "concurrent-horizontal-pod-autoscaler-syncs" -> this; // the runtime's business
            case "feature-gates" -> withGates(value);
            default ->
                throw new IllegalArgumentException(
                        "unknown; expected feature-gates, metric-loss-guard, wrong-way-veto or one of " + PREFIX
                                + "{sync-period, tolerance, cpu-initialization-period, initial-readiness-delay,"
                                + " downscale-stabilization}");
        };
    }

    private PodScalingFlags with(PodScalingSettings settings) {
        return new PodScalingFlags(settings, syncPeriod, metricLossGuard, wrongWayVeto);
    }

    private static boolean isTrue(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new IllegalArgumentException("expected true or false, found '" + value + "'");
    }

    private PodScalingFlags withGates(String gates) {
        PodScalingSettings result = settings;
        for (String gate : gates.split(",")) {
            String[] parts = gate.strip().split("=", 2);
            boolean on = parts.length == 2 && parts[1].equals("true");
            result = switch (parts[0]) {
                case "HPAConfigurableTolerance" -> result.withConfigurableTolerance(on);
                case "PodLevelResources" -> result.withPodLevelResources(on);
                default -> result; // gates of other controllers
            };
        }
        return with(result);
    }
}
