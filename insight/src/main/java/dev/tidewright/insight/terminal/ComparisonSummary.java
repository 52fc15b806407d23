package dev.tidewright.insight.terminal;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.comparison.Comparison;
import dev.tidewright.insight.comparison.Parting;
import dev.tidewright.insight.comparison.Row;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.util.Optional;

/// A comparison as text of at most 100 columns.
public final class ComparisonSummary {
    private ComparisonSummary() {}

    public static String of(Comparison comparison) {
        String left = comparison.left().label();
        String right = comparison.right().label();
        var table = new Table().row("", left, right, "difference");
        for (Row row : comparison.rows()) {
            table.row("  " + row.name(), row.leftWords(), row.rightWords(), row.difference());
        }
        return Paragraph.wrap("", right + " against " + left) + "\n" + table.render(0) + "\n" + parting(comparison);
    }

    private static String parting(Comparison comparison) {
        if (comparison.parting().isEmpty()) {
            return "Both took the same decisions at the same times.\n";
        }
        Parting parting = comparison.parting().get();
        String at = Words.clock(parting.at(), comparison.left().report().head().length());
        return "They part at " + at + ":\n" + told(comparison.left().label(), parting.left())
                + told(comparison.right().label(), parting.right());
    }

    private static String told(String label, Optional<Line> line) {
        String words = line.map(Line::entry).map(ComparisonSummary::words).orElse("decided nothing more");
        return Paragraph.wrap("  " + label + "  ", words);
    }

    private static String words(Entry entry) {
        return entry.at() + " " + Facts.objectOf(entry) + " " + entry.verb() + ": " + entry.why();
    }
}
