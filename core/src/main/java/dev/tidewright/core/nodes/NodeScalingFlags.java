package dev.tidewright.core.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cluster-autoscaler's flags that decide anything here, with its names and defaults.
///
/// Source: `pkg/config/flags/flags.go` of kubernetes-sigs/cluster-autoscaler.
///
/// @param groupDefaults what a node group does not set for itself
/// @param scanInterval  `--scan-interval`
public record NodeScalingFlags(
        ScaleUp scaleUp,
        Similarity similarity,
        ScaleDown scaleDown,
        Draining draining,
        Limits limits,
        Delivery delivery,
        NodeGroupOptions groupDefaults,
        Duration scanInterval,
        Status status) {
    /// CA's flags that are accepted so that its command line can be taken over, and have nothing to decide here.
    private static final Set<String> WITHOUT_EFFECT = Set.copyOf(List.of(("address alsologtostderr async-node-groups"
                    + " allowed-scheduler-names aws-use-static-instance-list bulk-mig-instances-listing-enabled"
                    + " bypassed-scheduler-names capacity-buffer-controller-enabled"
                    + " capacity-buffer-pod-dry-run-enabled capacity-buffer-pod-injection-enabled"
                    + " capacity-buffer-ready-replicas-enabled capacity-quotas-enabled"
                    + " check-capacity-batch-processing check-capacity-processor-instance"
                    + " check-capacity-provisioning-request-batch-timebox"
                    + " check-capacity-provisioning-request-max-batch-size cloud-config cloud-provider cluster-name"
                    + " cluster-snapshot-parallelism clusterapi-cloud-config-authoritative debugging-snapshot-enabled"
                    + " drain-priority-config dynamic-node-delete-delay-after-taint-enabled"
                    + " emit-per-nodegroup-metrics enable-csi-node-aware-scheduling"
                    + " enable-dynamic-resource-allocation enable-graceful-degradation"
                    + " enable-inter-pod-affinity-hostname-fast-path enable-proactive-scaleup"
                    + " enable-provisioning-requests estimator"
                    + " force-delete-failed-nodes frequent-loops-enabled gce-concurrent-refreshes"
                    + " gce-mig-instances-min-refresh-wait-time grpc-expander-cert grpc-expander-url"
                    + " kube-api-content-type kube-client-burst kube-client-qps kubeconfig kubernetes leader-elect"
                    + " leader-elect-lease-duration leader-elect-renew-deadline leader-elect-resource-lock"
                    + " leader-elect-resource-name leader-elect-resource-namespace leader-elect-retry-period"
                    + " logtostderr max-autoprovisioned-node-group-count max-binpacking-time max-failing-time"
                    + " max-inactivity max-node-skip-eval-time-tracker-enabled max-nodegroup-binpacking-duration"
                    + " max-startup-time namespace node-autoprovisioning-enabled node-deletion-batcher-interval"
                    + " node-group-auto-discovery node-info-cache-expire-time"
                    + " node-removal-latency-tracking-enabled nodes one-output parallel-scale-up"
                    + " pending-pods-batching-timeout pod-injection-limit predicate-parallelism profiling"
                    + " provisioning-request-initial-backoff-time provisioning-request-max-backoff-cache-size"
                    + " provisioning-request-max-backoff-time record-duplicated-events regional salvo-scale-up"
                    + " salvo-scale-up-budget scale-down-candidates-pool-min-count"
                    + " scale-down-candidates-pool-ratio scale-down-non-empty-candidates-count"
                    + " scale-down-simulation-timeout scaleup-simulation-for-skipped-node-groups-enabled"
                    + " scheduler-config-file scheduler-verbosity stderrthreshold unready-nodes-scope user-agent v"
                    + " vmodule")
            .split(" ")));

    public static final NodeScalingFlags DEFAULT = parse(Map.of());

    /// From a least to a greatest amount, both included.
    public record Bounds(long min, long max) {
        public Bounds {
            if (min < 0 || max < min) {
                throw new IllegalArgumentException("bounds out of order: " + min + ":" + max);
            }
        }
    }

    /// What decides growth.
    ///
    /// @param expanders in the order in which they are asked; random breaks what remains
    /// @param newPodDelay pods younger than this are not helped yet
    /// @param expendableCutoff pods of lower priority neither cause growth nor keep a node
    /// @param fastPath   of the last group of pods one node is packed, and the rest is arithmetic
    /// @param enforceMinSize groups below their minimum are brought up to it
    public record ScaleUp(
            List<String> expanders,
            boolean balanceSimilarGroups,
            Duration newPodDelay,
            int maxNodesPerScaleUp,
            int expendableCutoff,
            boolean enforceMinSize,
            boolean fromZero,
            boolean forceDaemonSets,
            boolean fromUnschedulable,
            boolean fastPath,
            List<String> startupTaints,
            List<String> startupTaintPrefixes,
            List<String> statusTaints) {
        public ScaleUp {
            expanders = List.copyOf(expanders);
            startupTaints = List.copyOf(startupTaints);
            startupTaintPrefixes = List.copyOf(startupTaintPrefixes);
            statusTaints = List.copyOf(statusTaints);
        }
    }

    /// When two groups count as alike.
    ///
    /// @param labels       compares by these labels alone; empty: by resources and labels
    /// @param ignoreLabels not compared
    public record Similarity(
            List<String> labels,
            List<String> ignoreLabels,
            double memoryDifferenceRatio,
            double maxFreeDifferenceRatio,
            double maxAllocatableDifferenceRatio) {
        public Similarity {
            labels = List.copyOf(labels);
            ignoreLabels = List.copyOf(ignoreLabels);
        }
    }

    /// What decides shrinking.
    ///
    /// @param delayTypeLocal the delays hold for one group each instead of for all
    /// @param recheck        how long a node that could not go is not tried again
    /// @param maxParallelism nodes, empty or not, that go at a time
    /// @param maxDrainParallelism nodes with pods that go at a time
    /// @param candidateTtl   for how long a candidate taint of an earlier life is believed; 0: not at all
    public record ScaleDown(
            boolean enabled,
            boolean unreadyEnabled,
            Duration delayAfterAdd,
            Duration delayAfterDelete,
            Duration delayAfterFailure,
            boolean delayTypeLocal,
            Duration recheck,
            int maxParallelism,
            int maxDrainParallelism,
            boolean ignoreMirrorPodsUtilization,
            Duration candidateTtl,
            int maxBulkSoftTaints) {}

    /// Which pods keep a node, and how the others leave it.
    ///
    /// @param skipSystemPods pods of kube-system without a budget keep a node, for `systemPodTimeout` at least
    /// @param minReplicas    fewer wanted replicas than this keep a node
    public record Draining(
            boolean skipSystemPods,
            boolean skipLocalStorage,
            boolean skipCustomControllerPods,
            int minReplicas,
            Duration systemPodTimeout,
            Duration maxGracefulTermination,
            Duration maxPodEviction,
            Duration deleteDelayAfterTaint,
            Duration deletionDelayTimeout,
            boolean cordonBeforeTerminating,
            boolean daemonSetEvictionForEmptyNodes,
            boolean daemonSetEvictionForOccupiedNodes) {}

    /// Bounds of the whole cluster.
    ///
    /// @param maxNodes  0: no bound
    /// @param memoryGib in GiB
    /// @param gpus      by GPU type
    public record Limits(int maxNodes, Bounds cores, Bounds memoryGib, Map<String, Bounds> gpus) {
        public Limits {
            gpus = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gpus));
        }
    }

    /// What happens when the cloud or the cluster does not deliver.
    ///
    /// @param maxUnreadyPercent above this, and above `okUnreadyCount`, nothing is done at all
    public record Delivery(
            Duration initialBackoff,
            Duration maxBackoff,
            Duration backoffReset,
            double maxUnreadyPercent,
            int okUnreadyCount,
            boolean forceDeleteUnregistered) {}

    /// The ConfigMap that tells how things stand.
    public record Status(boolean write, String configMapName) {}

    /// Reads CA's flags.
    ///
    /// @param given flag names without dashes to their values, several where a flag repeats
    /// @throws IllegalArgumentException naming the flag that is unknown or whose value cannot be read
    public static NodeScalingFlags parse(Map<String, List<String>> given) {
        var values = new FlagValues(given);
        var flags = new NodeScalingFlags(
                scaleUp(values),
                similarity(values),
                scaleDown(values),
                draining(values),
                limits(values),
                delivery(values),
                NodeGroupOptions.DEFAULT.read(values, false),
                values.duration("scan-interval", Duration.ofSeconds(10)),
                new Status(
                        values.bool("write-status-configmap", true),
                        values.text("status-config-map-name", "cluster-autoscaler-status")));
        values.refuseUnknown(WITHOUT_EFFECT);
        return flags;
    }

    private static ScaleUp scaleUp(FlagValues values) {
        List<String> startupTaints = new ArrayList<>(values.all("ignore-taint"));
        startupTaints.addAll(values.all("startup-taint"));
        return new ScaleUp(
                List.of(values.text("expander", "least-waste").split(",", -1)),
                values.bool("balance-similar-node-groups", false),
                values.duration("new-pod-scale-up-delay", Duration.ZERO),
                values.wholeNumber("max-nodes-per-scaleup", 1000),
                values.wholeNumber("expendable-pods-priority-cutoff", -10),
                values.bool("enforce-node-group-min-size", false),
                values.bool("scale-up-from-zero", true),
                values.bool("force-ds", false),
                values.bool("scale-from-unschedulable", false),
                values.bool("fastpath-binpacking-enabled", false),
                startupTaints,
                values.all("startup-taint-prefix"),
                values.all("status-taint"));
    }

    private static Similarity similarity(FlagValues values) {
        List<String> labels = values.all("balancing-label");
        List<String> ignored = values.all("balancing-ignore-label");
        if (!labels.isEmpty() && !ignored.isEmpty()) {
            throw new IllegalArgumentException("--balancing-label: cannot be combined with --balancing-ignore-label");
        }
        return new Similarity(
                labels,
                ignored,
                values.number("memory-difference-ratio", 0.015),
                values.number("max-free-difference-ratio", 0.05),
                values.number("max-allocatable-difference-ratio", 0.05));
    }

    private static ScaleDown scaleDown(FlagValues values) {
        return new ScaleDown(
                values.bool("scale-down-enabled", true),
                values.bool("scale-down-unready-enabled", true),
                values.duration("scale-down-delay-after-add", Duration.ofMinutes(10)),
                values.duration("scale-down-delay-after-delete", Duration.ZERO),
                values.duration("scale-down-delay-after-failure", Duration.ofMinutes(3)),
                values.bool("scale-down-delay-type-local", false),
                values.duration("unremovable-node-recheck-timeout", Duration.ofMinutes(5)),
                values.wholeNumber("max-scale-down-parallelism", 10),
                values.wholeNumber("max-drain-parallelism", 1),
                values.bool("ignore-mirror-pods-utilization", false),
                values.duration("node-deletion-candidate-ttl", Duration.ZERO),
                values.wholeNumber("max-bulk-soft-taint-count", 10));
    }

    private static Draining draining(FlagValues values) {
        values.duration("max-bulk-soft-taint-time", Duration.ofSeconds(3)); // one write never takes that long here
        return new Draining(
                values.bool("skip-nodes-with-system-pods", true),
                values.bool("skip-nodes-with-local-storage", true),
                values.bool("skip-nodes-with-custom-controller-pods", true),
                values.wholeNumber("min-replica-count", 0),
                values.duration("blocking-system-pod-distruption-timeout", Duration.ofHours(1)),
                Duration.ofSeconds(values.wholeNumber("max-graceful-termination-sec", 600)),
                values.duration("max-pod-eviction-time", Duration.ofMinutes(2)),
                values.duration("node-delete-delay-after-taint", Duration.ofSeconds(5)),
                values.duration("node-deletion-delay-timeout", Duration.ofMinutes(2)),
                values.bool("cordon-node-before-terminating", true),
                values.bool("daemonset-eviction-for-empty-nodes", false),
                values.bool("daemonset-eviction-for-occupied-nodes", true));
    }

    private static Limits limits(FlagValues values) {
        Map<String, Bounds> gpus = new LinkedHashMap<>();
        for (String limit : values.all("gpu-total")) {
            int colon = limit.indexOf(':');
            if (colon < 0) {
                throw FlagValues.complaint("gpu-total", "<gpu_type>:<min>:<max>", limit);
            }
            gpus.put(limit.substring(0, colon), FlagValues.bounds("gpu-total", limit.substring(colon + 1)));
        }
        return new Limits(
                values.wholeNumber("max-nodes-total", 0),
                values.bounds("cores-total", 5_000 * 64),
                values.bounds("memory-total", 5_000 * 64 * 20),
                gpus);
    }

    private static Delivery delivery(FlagValues values) {
        return new Delivery(
                values.duration("initial-node-group-backoff-duration", Duration.ofMinutes(5)),
                values.duration("max-node-group-backoff-duration", Duration.ofMinutes(30)),
                values.duration("node-group-backoff-reset-timeout", Duration.ofHours(3)),
                values.number("max-total-unready-percentage", 45),
                values.wholeNumber("ok-total-unready-count", 3),
                values.bool("force-delete-unregistered-nodes", false));
    }
}
