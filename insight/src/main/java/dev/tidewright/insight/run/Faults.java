package dev.tidewright.insight.run;

import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;

/// The faults of a scenario in words, and when they act.
public final class Faults {
    private Faults() {}

    /// Whether the fault acts at some time from `from` to before `to`.
    public static boolean isActive(Fault fault, Scenario scenario, Instant from, Instant to) {
        Instant begin = scenario.start().plus(fault.at());
        return begin.isBefore(to) && begin.plus(length(fault)).isAfter(from);
    }

    /// How long it acts; zero where it happens at once.
    public static Duration length(Fault fault) {
        return switch (fault) {
            case Fault.MetricOutage outage -> outage.length();
            case Fault.CloudOutage outage -> outage.length();
            case Fault.StockOut stockOut -> stockOut.length();
            case Fault.SlowDatabase slow -> slow.length();
            case Fault.SpotReclaim reclaim -> reclaim.spread().plus(reclaim.notice());
            case Fault.Rollout rollout -> Duration.ZERO;
            case Fault.NodeCrash crash -> Duration.ZERO;
            case Fault.CacheFlush flush -> Duration.ZERO;
            case Fault.ReplicasReset reset -> Duration.ZERO;
        };
    }

    /// One line for people.
    public static String words(Fault fault) {
        return switch (fault) {
            case Fault.MetricOutage outage ->
                "metrics of %s: %s"
                        .formatted(
                                outage.metric()
                                        .or(() -> outage.workload().map(Object::toString))
                                        .orElse("all pods"),
                                outage.kind()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '));
            case Fault.CloudOutage outage ->
                "the cloud's API "
                        + switch (outage.mode()) {
                            case ERRORS -> "refuses every call";
                            case HANGS -> "gives no answers";
                            case STALE -> "tells its groups as they were";
                        };
            case Fault.StockOut stockOut ->
                "no machines to be had for " + stockOut.nodeGroup() + (stockOut.silent() ? ", silently" : "");
            case Fault.SpotReclaim reclaim ->
                "%s of %s reclaimed, %s's notice"
                        .formatted(Words.share(reclaim.share()), reclaim.nodeGroup(), Words.time(reclaim.notice()));
            case Fault.SlowDatabase slow ->
                "queries of %s take %s times as long".formatted(slow.database(), Words.number(slow.factor()));
            case Fault.Rollout rollout -> "roll-out of %s: %s".formatted(rollout.workload(), rollout.image());
            case Fault.NodeCrash crash -> Words.count(crash.count(), "machine") + " of " + crash.nodeGroup() + " crash";
            case Fault.CacheFlush flush -> "cache " + flush.cache() + " loses its entries";
            case Fault.ReplicasReset reset ->
                "%s is set to %d replicas by hand".formatted(reset.workload(), reset.replicas());
        };
    }
}
