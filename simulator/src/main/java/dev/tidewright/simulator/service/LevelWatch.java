package dev.tidewright.simulator.service;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.simulator.time.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes down when a service's load changes its level, when it saturates and recovers, and when it refuses requests.
///
/// A level is left once the mean rate has moved by a quarter; saturation begins after five steps at 95 % of what the
/// scarcest of its means allows and ends after fifteen below 80 %; so a day gives tens of entries and noise gives none.
final class LevelWatch {
    private static final double STEP_SHARE = 0.25;
    private static final double LEAST_STEP_PER_SECOND = 1;
    private static final double FULL = 0.95;
    private static final double EASY = 0.8;
    private static final int FULL_STEPS = 5;
    private static final int EASY_STEPS = 15;
    private static final int QUIET_STEPS = 60;

    private final ServiceModel service;
    private final Journal journal;
    private final Timeline timeline;
    private double level;
    private boolean started;
    private boolean saturated;
    private int streak;
    private long refusedBefore;
    private int stepsSinceRefusal = QUIET_STEPS;

    LevelWatch(ServiceModel service, Journal journal, Timeline timeline) {
        this.service = service;
        this.journal = journal;
        this.timeline = timeline;
    }

    /// Looks after each step.
    void look() {
        level(service.expectedPerSecond());
        saturation(service.utilisation());
        refusals(service.books().failed(Failure.REFUSED) + service.books().failed(Failure.UNREACHABLE));
    }

    private void level(double rate) {
        if (!started) {
            started = true;
            level = rate;
            return;
        }
        double move = Math.abs(rate - level);
        if (move >= STEP_SHARE * level && move >= LEAST_STEP_PER_SECOND) {
            var why = Explanation.because("the rate of requests left its level")
                    .given("rate", perSecond(rate))
                    .given("before", perSecond(level));
            record("traffic", rate > level ? "rise" : "fall", why);
            level = rate;
        }
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.1f/s", rate);
    }

    private void saturation(double utilisation) {
        boolean against = saturated ? utilisation < EASY : utilisation >= FULL;
        streak = against ? streak + 1 : 0;
        if (streak < (saturated ? EASY_STEPS : FULL_STEPS)) {
            return;
        }
        streak = 0;
        saturated = !saturated;
        var why = Explanation.because(saturated ? "pods are full" : "pods have room again")
                .given("limit", service.scarcest())
                .given("pods", service.endpoints())
                .given("in flight", service.inFlight())
                .given("seconds", String.format(Locale.ROOT, "%.3f", service.seconds()));
        record("service", saturated ? "saturated" : "recovered", why);
    }

    private void refusals(long refused) {
        stepsSinceRefusal = Math.min(QUIET_STEPS, stepsSinceRefusal + 1);
        if (refused > refusedBefore) {
            if (stepsSinceRefusal >= QUIET_STEPS) {
                boolean none = service.endpoints() == 0;
                var why = Explanation.because(none ? "no endpoint" : "no room left in the pods' queues")
                        .given("refused", refused - refusedBefore)
                        .given("pods", service.endpoints());
                record("service", "refuse", why);
            }
            stepsSinceRefusal = 0;
            refusedBefore = refused;
        }
    }

    private void record(String actor, String verb, Explanation why) {
        var workload = service.spec().workload();
        List<Long> causes = actor.equals("traffic") ? List.of() : cause();
        journal.record(new Entry(timeline.instant(), actor, workload, verb, why, causes));
    }

    private List<Long> cause() {
        Optional<Long> last = journal.latest(service.spec().workload());
        return last.map(List::of).orElse(List.of());
    }
}
