package dev.tidewright.insight.report;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long pods waited for a node, from the journal. Waits that were over before the run began do not count.
///
/// @param waited  pods that the scheduler could not place at once
/// @param longest the longest wait, from creation to binding (or to the pod's or the run's end)
/// @param pod     whose it was; the empty string where no pod waited
public record PodWaits(long waited, Duration longest, String pod) {
    static PodWaits of(List<Line> journal, Instant start, Instant end) {
        Map<ObjectKey, Instant> since = new LinkedHashMap<>();
        var tally = new Tally(start);
        for (Line line : journal) {
            Entry entry = line.entry();
            switch (entry.verb()) {
                case "create" -> since.put(entry.object(), entry.at());
                case "unschedulable" ->
                    tally.waiting.putIfAbsent(entry.object(), since.getOrDefault(entry.object(), entry.at()));
                case "bind", "delete", "end" -> {
                    since.remove(entry.object());
                    tally.over(entry.object(), entry.at());
                }
                default -> {}
            }
        }
        List.copyOf(tally.waiting.keySet()).forEach(pod -> tally.over(pod, end));
        return new PodWaits(tally.waited, tally.longest, tally.pod);
    }

    private static final class Tally {
        private final Map<ObjectKey, Instant> waiting = new LinkedHashMap<>();
        private final Instant start;
        private long waited;
        private Duration longest = Duration.ZERO;
        private String pod = "";

        Tally(Instant start) {
            this.start = start;
        }

        private void over(ObjectKey key, Instant at) {
            Instant from = waiting.remove(key);
            if (from == null || at.isBefore(start)) {
                return;
            }
            waited++;
            Duration wait = Duration.between(from, at);
            if (wait.compareTo(longest) > 0) {
                longest = wait;
                pod = key.toString();
            }
        }
    }
}
