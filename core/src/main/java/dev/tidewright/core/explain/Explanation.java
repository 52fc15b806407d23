package dev.tidewright.core.explain;

import java.util.ArrayList;
import java.util.List;

/// One rule that decided, the facts it was given, and the steps that led there.
///
/// @param rule  the rule in a few plain words, e.g. `within tolerance`
/// @param facts what the rule looked at, in the order in which a reader needs it
/// @param steps the derivation below this rule, in order; empty for a simple rule
public record Explanation(String rule, List<Fact> facts, List<Explanation> steps) {
    /// One named input or intermediate result, already in the words a person reads (`observed`, `90%`).
    public record Fact(String name, String value) {}

    public Explanation {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    public static Explanation because(String rule) {
        return new Explanation(rule, List.of(), List.of());
    }

    public Explanation given(String name, Object value) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(name, value.toString()));
        return new Explanation(rule, more, steps);
    }

    public Explanation step(Explanation step) {
        List<Explanation> more = new ArrayList<>(steps);
        more.add(step);
        return new Explanation(rule, facts, more);
    }

    /// One line: `proportional to load, observed 90%, target 60%`. The steps are left to richer renderings.
    @Override
    public String toString() {
        var line = new StringBuilder(rule);
        for (Fact fact : facts) {
            line.append(", ").append(fact.name()).append(' ').append(fact.value());
        }
        return line.toString();
    }
}
