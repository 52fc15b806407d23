package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.units.Durations;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Flag values being read by name: complains with the flag's name, and knows which were never asked for. Not
/// thread-safe.
final class FlagTexts {
    /// Flags of upstream's recommender that are accepted so that its command line can be taken over, and that have
    /// nothing to decide here: where its world is, and how it talks to it.
    private static final Set<String> WITHOUT_EFFECT = Set.of(("address checkpoints-timeout container-name-label"
                    + " container-namespace-label container-pod-name-label external-metrics-cpu-metric"
                    + " external-metrics-memory-metric history-cpu-metric history-length history-memory-metric"
                    + " history-resolution ignored-vpa-object-namespaces kube-api-burst kube-api-qps kubeconfig"
                    + " leader-elect leader-elect-lease-duration leader-elect-renew-deadline"
                    + " leader-elect-resource-lock leader-elect-resource-name leader-elect-resource-namespace"
                    + " leader-elect-retry-period logtostderr memory-saver metric-for-pod-labels min-checkpoints"
                    + " password pod-label-prefix pod-name-label pod-namespace-label profiling prometheus-address"
                    + " prometheus-bearer-token prometheus-bearer-token-file prometheus-cadvisor-job-name"
                    + " prometheus-insecure prometheus-query-timeout stderrthreshold storage update-worker-count"
                    + " use-external-metrics username v vmodule vpa-object-namespace")
            .split(" "));

    private static final String GATES = "feature-gates";

    private final SortedMap<String, String> values = new TreeMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    FlagTexts(SortedMap<String, String> flags) {
        flags.forEach((name, value) -> values.put(name.startsWith("--") ? name.substring(2) : name, value));
    }

    private Optional<String> given(String flag) {
        asked.add(flag);
        return Optional.ofNullable(values.get(flag));
    }

    private <T> Optional<T> read(String flag, String expected, Function<String, T> reader) {
        return given(flag).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "flag --" + flag + ": expected " + expected + ", found '" + text + "'", e);
            }
        });
    }

    String text(String flag, String absent) {
        return given(flag).orElse(absent);
    }

    /// From 1.
    int wholeNumber(String flag, int absent) {
        return read(flag, "a whole number from 1", text -> {
                    int number = Integer.parseInt(text);
                    require(number >= 1, text);
                    return number;
                })
                .orElse(absent);
    }

    /// From 0.
    double number(String flag, double absent) {
        return read(flag, "a number of 0 or more", text -> within(text, Double.MAX_VALUE))
                .orElse(absent);
    }

    /// From 0 to 1.
    double fraction(String flag, double absent) {
        return read(flag, "a number from 0 to 1", text -> within(text, 1)).orElse(absent);
    }

    private static Double within(String text, double most) {
        double number = Double.parseDouble(text);
        require(number >= 0 && number <= most, text);
        return number;
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException(text);
        }
    }

    boolean bool(String flag, boolean absent) {
        return read(flag, "true or false", FlagTexts::isTrue).orElse(absent);
    }

    private static Boolean isTrue(String text) {
        require(text.equals("true") || text.equals("false"), text);
        return text.equals("true");
    }

    /// Above 0.
    Duration duration(String flag, Duration absent) {
        return read(flag, "a duration above 0, e.g. 10m or 24h", text -> {
                    Duration duration = Durations.parse(text);
                    require(duration.isPositive(), text);
                    return duration;
                })
                .orElse(absent);
    }

    Optional<Quantity> quantity(String flag) {
        return read(flag, "a quantity, e.g. 4 or 8Gi", Quantity::parse);
    }

    /// Whether a feature gate is switched on; gates that are not known are of upstream's other components.
    boolean gate(String name) {
        for (String gate : text(GATES, "").split(",", -1)) {
            if (gate.strip().equals(name + "=true")) {
                return true;
            }
        }
        return false;
    }

    void refuseUnknown() {
        for (String flag : values.keySet()) {
            if (!asked.contains(flag) && !WITHOUT_EFFECT.contains(flag)) {
                throw new IllegalArgumentException("flag --" + flag + ": not a flag of the recommender");
            }
        }
    }
}
