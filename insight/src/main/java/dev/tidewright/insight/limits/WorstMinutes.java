package dev.tidewright.insight.limits;

import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Breaches;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Minute;
import dev.tidewright.simulator.recording.Minute.ServiceMinute;
import java.util.ArrayList;
import java.util.Optional;

/// Tells of the minute in which users fared worst.
public final class WorstMinutes {
    private WorstMinutes() {}

    /// Empty where not a minute was recorded.
    public static Optional<WorstMinute> of(Run run) {
        return run.recording().worstMinutes().stream().findFirst().map(minute -> {
            var scene = new Scene(run, minute);
            return new WorstMinute(minute.start(), minute.breaches(), what(scene, minute), Limits.of(scene));
        });
    }

    private static String what(Scene scene, Minute minute) {
        var parts = new ArrayList<String>();
        for (ServiceMinute service : minute.services()) {
            Breaches breaches = service.breaches();
            String name = Words.lastPart(service.subject());
            if (breaches.count() > 0) {
                parts.add("%s: %s requests arrived, %s failed and %s came late (p99 %s)"
                        .formatted(
                                name,
                                Words.number(scene.peak(service.subject(), Measures.ARRIVED)),
                                Words.number(breaches.failed()),
                                Words.number(breaches.late()),
                                Words.nanos(service.latency().p99Nanos())));
            }
        }
        double pending = scene.peak("cluster", Measures.PENDING_PODS);
        if (parts.isEmpty()) {
            parts.add("no request failed or came late");
            minute.services().stream()
                    .mapToLong(service -> service.latency().p99Nanos())
                    .max()
                    .ifPresent(p99 -> parts.add("the slowest p99 was " + Words.nanos(p99)));
        }
        if (pending >= 1) {
            parts.add("up to " + Words.count(Math.round(pending), "pod") + " waited for a node");
        }
        return String.join("; ", parts) + ".";
    }
}
