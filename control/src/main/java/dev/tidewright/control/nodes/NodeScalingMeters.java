package dev.tidewright.control.nodes;

import dev.tidewright.cluster.meters.Counter;
import dev.tidewright.cluster.meters.Gauge;
import dev.tidewright.cluster.meters.Histogram;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the node loop does, counted by cluster-autoscaler's names. How the cluster stands is in [ClusterMeters].
///
/// Source: `metrics/metrics.go` of cluster-autoscaler 1.34. Not thread-safe; remembers nodes that could go.
final class NodeScalingMeters {
    static final String PREFIX = "cluster_autoscaler_";
    private static final List<String> ERRORS = List.of(
            "cloudProviderError",
            "apiCallError",
            "internalError",
            "transientError",
            "configurationError",
            "nodeGroupDoesNotExistError",
            "unexpectedScaleDownStateError");

    private final Gauge lastActivity;
    private final Histogram functionSeconds;
    private final Counter errors;
    private final Counter scaledUp;
    private final Counter failedScaleUps;
    private final Counter scaledDown;
    private final Counter evictions;
    private final Counter unregisteredRemoved;
    private final Counter skipped;
    private final Gauge unremovable;
    private final Histogram removalSeconds;
    private final Map<String, Instant> unneededSince = new HashMap<>(); // never walked in an order that can be seen

    NodeScalingMeters(Meters meters) {
        lastActivity =
                meters.gauge(PREFIX + "last_activity", "Last time certain part of CA logic executed.", "activity");
        functionSeconds = meters.histogram(
                PREFIX + "function_duration_seconds",
                "Time taken by various parts of CA main loop.",
                Histogram.exponential(0.01, 1.5, 30),
                "function");
        errors = meters.counter(PREFIX + "errors_total", "The number of CA loops failed due to an error.", "type");
        scaledUp = meters.counter(PREFIX + "scaled_up_nodes_total", "Number of nodes added by CA.");
        failedScaleUps = meters.counter(
                PREFIX + "failed_scale_ups_total", "Number of times scale-up operation has failed.", "reason");
        scaledDown = meters.counter(PREFIX + "scaled_down_nodes_total", "Number of nodes removed by CA.", "reason");
        evictions = meters.counter(PREFIX + "evicted_pods_total", "Number of pods evicted by CA", "eviction_result");
        unregisteredRemoved = meters.counter(
                PREFIX + "old_unregistered_nodes_removed_count", "Number of unregistered nodes removed by CA.");
        skipped = meters.counter(
                PREFIX + "skipped_scale_events_count",
                "Count of scaling events that the CA has chosen to skip.",
                "direction",
                "reason");
        unremovable = meters.gauge(
                PREFIX + "unremovable_nodes_count",
                "Number of nodes currently considered unremovable by CA.",
                "reason");
        removalSeconds = meters.histogram(
                PREFIX + "node_removal_latency_seconds",
                "Latency from when an unneeded node is eligible for scale down until it is removed (deleted=true) or it"
                        + " became needed again (deleted=false).",
                Histogram.exponential(1, 1.5, 19),
                "deleted");
        showAll();
    }

    /// Series that are there from the start, as upstream's are.
    private void showAll() {
        ERRORS.forEach(type -> errors.add(0, type));
        List.of(BackOffs.REFUSED, "apiCallError", BackOffs.TIMED_OUT).forEach(reason -> failedScaleUps.add(0, reason));
        List.of("empty", "underutilized", "unready").forEach(reason -> scaledDown.add(0, reason));
        List.of("succeeded", "failed").forEach(result -> evictions.add(0, result));
        for (String reason : List.of("CpuResourceLimit", "MemoryResourceLimit")) {
            skipped.add(0, "up", reason);
            skipped.add(0, "down", reason);
        }
    }

    /// A part of the loop has run.
    void ran(String function, Instant began, Instant ended) {
        functionSeconds.observe(Duration.between(began, ended), function);
    }

    void active(String activity, Instant now) {
        lastActivity.set((double) now.getEpochSecond(), activity);
    }

    void failed(String errorType) {
        errors.increment(errorType);
    }

    void scaledUp(int nodes) {
        scaledUp.add(nodes);
    }

    void failedScaleUp(String code) {
        failedScaleUps.increment(code);
    }

    /// Groups that were not tried because a limit of the whole cluster is reached.
    void decided(ScaleUpDecision decision) {
        if (decision.skipped().values().stream().anyMatch(why -> why.contains("cpu"))) {
            skipped.increment("up", "CpuResourceLimit");
        }
        if (decision.skipped().values().stream().anyMatch(why -> why.contains("memory"))) {
            skipped.increment("up", "MemoryResourceLimit");
        }
    }

    void evicted(boolean succeeded) {
        evictions.increment(succeeded ? "succeeded" : "failed");
    }

    void unregisteredRemoved(int machines) {
        unregisteredRemoved.add(machines);
    }

    /// @param reason `empty`, `underutilized` or `unready`
    void scaledDown(String node, String reason, Instant now) {
        scaledDown.increment(reason);
        Instant since = unneededSince.remove(node);
        if (since != null) {
            removalSeconds.observe(Duration.between(since, now), "true");
        }
    }

    void planned(ScaleDownPlan plan, Instant now) {
        SortedMap<String, Instant> since = plan.memory().unneededSince();
        SortedMap<String, Instant> before = new TreeMap<>(unneededSince);
        before.forEach((node, began) -> {
            if (plan.unremovable().containsKey(node) && !since.containsKey(node)) {
                removalSeconds.observe(Duration.between(began, now), "false");
                unneededSince.remove(node);
            }
        });
        since.forEach(unneededSince::putIfAbsent);
        SortedMap<String, Integer> reasons = new TreeMap<>();
        plan.unremovable()
                .values()
                .forEach(stays -> reasons.merge(stays.reason().word(), 1, Integer::sum));
        unremovable.clear();
        reasons.forEach((reason, count) -> unremovable.set(count, reason));
    }

    /// Forgets nodes that are gone.
    void keepOnly(Map<String, ?> nodes) {
        unneededSince.keySet().retainAll(nodes.keySet());
    }
}
