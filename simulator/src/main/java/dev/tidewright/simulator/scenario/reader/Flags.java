package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.units.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The flags that change what autoscalers decide, by the names of kube-controller-manager 1.34 and cluster-autoscaler
/// 1.34, and four that cluster-autoscaler lacks. Flags that only concern how they run (addresses, leader election, …)
/// are not among them.
final class Flags {
    static final Map<String, Type> PODS = new LinkedHashMap<>();
    static final Map<String, Type> NODES = new LinkedHashMap<>();
    static final Map<String, Type> REQUESTS = new LinkedHashMap<>();
    private static final String HEADROOM = "headroom";
    private static final String ON_DEMAND_BASE = "on-demand-base";
    private static final List<String> OUR_OWN =
            List.of(HEADROOM, ON_DEMAND_BASE, "nodes-ahead-of-pods", "replacement-first-drain");

    private static final String POD_DURATIONS = """
            horizontal-pod-autoscaler-sync-period horizontal-pod-autoscaler-downscale-stabilization
            horizontal-pod-autoscaler-cpu-initialization-period horizontal-pod-autoscaler-initial-readiness-delay""";
    private static final String REQUEST_DURATIONS = """
            recommender-interval updater-interval memory-aggregation-interval cpu-histogram-decay-half-life
            memory-histogram-decay-half-life confidence-interval-cpu confidence-interval-memory
            in-recommendation-bounds-eviction-lifetime-threshold evict-after-oom-threshold""";
    private static final String REQUEST_NUMBERS = """
            recommendation-margin-fraction pod-recommendation-min-cpu-millicores pod-recommendation-min-memory-mb
            target-cpu-percentile recommendation-lower-bound-cpu-percentile recommendation-upper-bound-cpu-percentile
            target-memory-percentile recommendation-lower-bound-memory-percentile
            recommendation-upper-bound-memory-percentile oom-bump-up-ratio oom-min-bump-up-bytes eviction-tolerance
            pod-update-threshold""";
    private static final String REQUEST_SWITCHES = """
            humanize-memory cpu-integer-post-processor-enabled in-place-skip-disruption-budget
            leak-guard""";
    private static final String REQUEST_TEXTS = """
            container-recommendation-max-allowed-cpu container-recommendation-max-allowed-memory max-allowed-cpu-boost
            feature-gates horizontal-peace""";
    private static final String DURATIONS = """
            scan-interval scale-down-delay-after-add scale-down-delay-after-delete scale-down-delay-after-failure
            scale-down-unneeded-time scale-down-unready-time node-deletion-delay-timeout node-delete-delay-after-taint
            node-deletion-candidate-ttl max-bulk-soft-taint-time max-node-provision-time max-node-startup-time
            max-pod-eviction-time unremovable-node-recheck-timeout new-pod-scale-up-delay
            initial-node-group-backoff-duration max-node-group-backoff-duration node-group-backoff-reset-timeout
            blocking-system-pod-distruption-timeout""";
    private static final String SWITCHES = """
            enforce-node-group-min-size scale-down-enabled scale-down-unready-enabled scale-down-delay-type-local
            scale-up-from-zero scale-from-unschedulable ignore-daemonsets-utilization ignore-mirror-pods-utilization
            balance-similar-node-groups cordon-node-before-terminating daemonset-eviction-for-empty-nodes
            daemonset-eviction-for-occupied-nodes skip-nodes-with-system-pods skip-nodes-with-local-storage
            skip-nodes-with-custom-controller-pods force-delete-unregistered-nodes force-ds
            fastpath-binpacking-enabled write-status-configmap nodes-ahead-of-pods replacement-first-drain""";
    private static final String COUNTS = """
            max-nodes-total max-bulk-soft-taint-count max-graceful-termination-sec ok-total-unready-count
            max-scale-down-parallelism max-drain-parallelism max-nodes-per-scaleup min-replica-count
            expendable-pods-priority-cutoff""";
    private static final String NUMBERS = """
            scale-down-utilization-threshold scale-down-gpu-utilization-threshold max-total-unready-percentage
            max-free-difference-ratio max-allocatable-difference-ratio memory-difference-ratio""";
    private static final String TEXTS = """
            cores-total memory-total gpu-total expander startup-taint startup-taint-prefix status-taint ignore-taint
            balancing-ignore-label balancing-label status-config-map-name""";

    static {
        add(PODS, Type.DURATION, POD_DURATIONS);
        add(PODS, Type.NUMBER, "horizontal-pod-autoscaler-tolerance");
        add(PODS, Type.TEXT, "feature-gates");
        add(PODS, Type.SWITCH, "metric-loss-guard wrong-way-veto"); // ours, see core.pods.guard
        add(REQUESTS, Type.DURATION, REQUEST_DURATIONS);
        add(REQUESTS, Type.NUMBER, REQUEST_NUMBERS);
        add(
                REQUESTS,
                Type.COUNT,
                "memory-aggregation-interval-count min-replicas round-cpu-millicores round-memory-bytes");
        add(REQUESTS, Type.SWITCH, REQUEST_SWITCHES);
        add(REQUESTS, Type.TEXT, REQUEST_TEXTS);
        add(NODES, Type.DURATION, DURATIONS);
        add(NODES, Type.SWITCH, SWITCHES);
        add(NODES, Type.COUNT, COUNTS);
        add(NODES, Type.NUMBER, NUMBERS);
        add(NODES, Type.TEXT, TEXTS);
        add(NODES, Type.COUNT_OR_SHARE, ON_DEMAND_BASE);
        add(NODES, Type.ROOM, HEADROOM);
    }

    private Flags() {}

    private static void add(Map<String, Type> flags, Type type, String names) {
        for (String name : names.split("\\s+")) {
            flags.put(name, type);
        }
    }

    /// What the node loop itself has against a flag of cluster-autoscaler; empty where it takes it.
    static Optional<String> refusal(String flag, List<String> values) {
        if (OUR_OWN.contains(flag)) {
            return Optional.empty();
        }
        try {
            NodeScalingFlags.parse(Map.of(flag, values));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// What a flag takes.
    enum Type {
        DURATION("a duration, e.g. 10m"),
        SWITCH("true or false"),
        COUNT("a whole number"),
        NUMBER("a number"),
        COUNT_OR_SHARE("a number or a share, e.g. 3 or 10%"),
        ROOM("a number of pods, a share of them or auto, e.g. 3 or 10%"),
        TEXT("text");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean accepts(String text) {
            return switch (this) {
                case DURATION -> isDuration(text);
                case SWITCH -> text.equals("true") || text.equals("false");
                case COUNT -> text.matches("-?\\d{1,9}");
                case NUMBER -> text.matches("-?\\d{1,9}(\\.\\d{1,9})?");
                case COUNT_OR_SHARE -> text.matches("\\d{1,6}%?");
                case ROOM -> text.equals("auto") || COUNT_OR_SHARE.accepts(text);
                case TEXT -> !text.isBlank();
            };
        }

        private static boolean isDuration(String text) {
            try {
                return !Durations.parse(text).isNegative();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
