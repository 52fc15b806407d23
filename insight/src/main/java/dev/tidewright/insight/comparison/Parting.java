package dev.tidewright.insight.comparison;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The first decision that only one of two runs took, or that they took differently.
///
/// @param at    when the earlier of the two fell
/// @param left  what the left run decided there; empty if it decided nothing any more
/// @param right the same of the right
public record Parting(Instant at, Optional<Line> left, Optional<Line> right) {
    /// Walks both journals, decision by decision; what pods and machines are called does not count.
    static Optional<Parting> of(List<Line> left, List<Line> right) {
        List<Line> ours = decisions(left);
        List<Line> theirs = decisions(right);
        int step = 0;
        while (step < ours.size()
                && step < theirs.size()
                && isSame(ours.get(step).entry(), theirs.get(step).entry())) {
            step++;
        }
        Optional<Line> one = at(ours, step);
        Optional<Line> other = at(theirs, step);
        return earlier(one, other).map(when -> new Parting(when, one, other));
    }

    private static Optional<Line> at(List<Line> lines, int step) {
        return step < lines.size() ? Optional.of(lines.get(step)) : Optional.empty();
    }

    private static Optional<Instant> earlier(Optional<Line> one, Optional<Line> other) {
        Optional<Instant> first = one.map(line -> line.entry().at());
        Optional<Instant> second = other.map(line -> line.entry().at());
        if (first.isEmpty() || second.isEmpty()) {
            return first.or(() -> second);
        }
        return first.get().isBefore(second.get()) ? first : second;
    }

    private static List<Line> decisions(List<Line> journal) {
        return journal.stream().filter(line -> isDecision(line.entry())).toList();
    }

    private static boolean isDecision(Entry entry) {
        return switch (entry.verb()) {
            case "scale" -> entry.actor().equals("pods");
            case "order", "cordon", "drain", "remove", "delete" -> entry.actor().equals("nodes");
            default -> false;
        };
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.at().equals(other.at())
                && one.actor().equals(other.actor())
                && one.verb().equals(other.verb())
                && one.object().kind().equals(other.object().kind())
                && (one.object().kind().equals("Node") || one.object().equals(other.object()))
                && Facts.text(one, "to").equals(Facts.text(other, "to"));
    }
}
