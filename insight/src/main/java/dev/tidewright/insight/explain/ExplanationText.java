package dev.tidewright.insight.explain;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.explain.Explanation.Fact;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.PrintWriter;
import java.util.List;

/// Renders an entry of the journal as indented text, no wider than the words themselves.
public final class ExplanationText {
    private static final String INDENT = "  ";

    private ExplanationText() {}

    /// The whole derivation.
    ///
    /// @param causes the entries that led to it
    public static void print(Line line, List<Line> causes, PrintWriter out) {
        Entry entry = line.entry();
        out.println(headline(line));
        print(entry.why(), INDENT, out);
        if (!causes.isEmpty()) {
            out.println("before it");
            causes.forEach(cause -> out.println(INDENT + headline(cause)));
        }
    }

    /// `#7 2026-03-01T12:00:15Z pods scale horizontalpodautoscaler/shop/web 4 -> 8: cpu … above target`.
    public static String headline(Line line) {
        Entry entry = line.entry();
        String from = fact(entry.why(), "from");
        String to = fact(entry.why(), "to");
        String change = from.isEmpty() || to.isEmpty() ? "" : from.equals(to) ? " at " + to : " " + from + " -> " + to;
        return "#" + line.number() + " " + entry.at() + " " + entry.actor() + " " + entry.verb() + " " + entry.object()
                + change + ": " + entry.why().rule();
    }

    private static String fact(Explanation why, String name) {
        for (Fact fact : why.facts()) {
            if (fact.name().equals(name)) {
                return fact.value();
            }
        }
        return "";
    }

    private static void print(Explanation why, String indent, PrintWriter out) {
        out.println(indent + why.rule() + shortFacts(why));
        if (!isShort(why)) {
            int width = why.facts().stream()
                    .mapToInt(fact -> fact.name().length())
                    .max()
                    .orElse(0);
            for (Fact fact : why.facts()) {
                String pad = " ".repeat(width - fact.name().length());
                out.println(indent + INDENT + fact.name() + pad + INDENT + fact.value());
            }
        }
        for (Explanation step : why.steps()) {
            print(step, indent + INDENT, out);
        }
    }

    /// A rule with one fact and nothing below it fits on its line.
    private static boolean isShort(Explanation why) {
        return why.facts().size() <= 1 && why.steps().isEmpty();
    }

    private static String shortFacts(Explanation why) {
        if (!isShort(why) || why.facts().isEmpty()) {
            return "";
        }
        Fact fact = why.facts().getFirst();
        return fact.name().equals("to") ? ": " + fact.value() : " (" + fact.name() + " " + fact.value() + ")";
    }
}
