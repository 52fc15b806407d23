package dev.tidewright.insight.report;

import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.LatencySeries;
import dev.tidewright.simulator.recording.LatencySeries.Within;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.scenario.Objective;
import java.util.List;
import java.util.Optional;

/// Holds a run against its objectives.
final class Objectives {
    private static final String NO_REQUESTS = "unknown, as no request was recorded";

    private final Recording recording;
    private final PodWaits waits;
    private final double cost;

    Objectives(Recording recording, PodWaits waits, double cost) {
        this.recording = recording;
        this.waits = waits;
        this.cost = cost;
    }

    List<ObjectiveResult> judge(List<Objective> objectives) {
        return objectives.stream().map(this::judge).toList();
    }

    private ObjectiveResult judge(Objective objective) {
        return switch (objective) {
            case Objective.Latency latency -> latency(latency);
            case Objective.Errors errors -> errors(errors);
            case Objective.Pending pending ->
                new ObjectiveResult(
                        pending,
                        "no pod waits longer than " + Words.time(pending.atMost()) + " for a node",
                        Words.time(waits.longest()),
                        waits.longest().compareTo(pending.atMost()) <= 0);
            case Objective.Cost limit ->
                new ObjectiveResult(
                        limit,
                        "cost at most " + Words.money(limit.atMost()),
                        Words.money(cost),
                        cost <= limit.atMost());
        };
    }

    /// Judged by an exact count of the requests within the limit; only the figure shown comes from buckets.
    private ObjectiveResult latency(Objective.Latency wanted) {
        String name = "%s p%s latency at most %s"
                .formatted(wanted.service(), Words.number(wanted.percentile()), Words.time(wanted.atMost()));
        Optional<LatencySeries> found = recording.latencies("service/" + wanted.service());
        if (found.isEmpty() || found.get().all().count() == 0) {
            return new ObjectiveResult(wanted, name, NO_REQUESTS, false);
        }
        LatencySeries series = found.get();
        double share = 0;
        for (Within within : series.within()) {
            if (within.thresholdNanos() == wanted.atMost().toNanos()) {
                share = (double) within.count() / series.all().count();
            }
        }
        String figure = Words.nanos(series.percentileNanos(wanted.percentile())) + ", with " + Words.share(share)
                + " of the answers in time";
        return new ObjectiveResult(wanted, name, figure, share * 100 >= wanted.percentile());
    }

    private ObjectiveResult errors(Objective.Errors wanted) {
        String name = "%s errors at most %s".formatted(wanted.service(), Words.share(wanted.atMost()));
        String subject = "service/" + wanted.service();
        long arrived = recording.total(subject, Measures.ARRIVED);
        if (arrived == 0) {
            return new ObjectiveResult(wanted, name, NO_REQUESTS, false);
        }
        long failed = recording.total(subject, Measures.FAILED);
        double share = (double) failed / arrived;
        String figure = Words.share(share) + " (" + Words.count(failed, "request") + ")";
        return new ObjectiveResult(wanted, name, figure, share <= wanted.atMost());
    }
}
