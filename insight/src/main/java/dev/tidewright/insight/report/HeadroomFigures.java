package dev.tidewright.insight.report;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Room that the node loop kept free for pods to come, from what it wrote down of it.
///
/// @param meanPods for so many pods on average
/// @param mostPods and at most
/// @param cost     its share of what the machines cost, in the scenario's currency
public record HeadroomFigures(double meanPods, long mostPods, double cost) {
    public static final HeadroomFigures NONE = new HeadroomFigures(0, 0, 0);

    static HeadroomFigures of(List<Line> journal, Instant start, Instant end) {
        var tally = new Tally(start, end);
        for (Line line : journal) {
            if (line.entry().actor().equals("nodes") && line.entry().verb().equals("headroom")) {
                tally.add(line.entry());
            }
        }
        return tally.figures();
    }

    private static final class Tally {
        private final Instant start;
        private final Instant end;
        private Instant since;
        private long pods;
        private double hourly;
        private double podHours;
        private double cost;
        private long most;

        Tally(Instant start, Instant end) {
            this.start = start;
            this.end = end;
            this.since = start;
        }

        void add(Entry entry) {
            advanceTo(entry.at());
            pods = Facts.number(entry, "pods").orElse(0);
            hourly = Facts.text(entry, "cost an hour").map(Double::parseDouble).orElse(0.0);
        }

        private void advanceTo(Instant at) {
            Instant until = at.isAfter(end) ? end : at;
            if (until.isAfter(since)) {
                double hours = Duration.between(since, until).toSeconds() / 3600.0;
                podHours += pods * hours;
                cost += hourly * hours;
                most = Math.max(most, pods);
                since = until;
            }
        }

        HeadroomFigures figures() {
            advanceTo(end);
            double hours = Duration.between(start, end).toSeconds() / 3600.0;
            return podHours == 0 || hours == 0 ? NONE : new HeadroomFigures(podHours / hours, most, cost);
        }
    }
}
