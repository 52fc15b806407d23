package dev.tidewright.insight.run;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation.Fact;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the facts of journal entries.
public final class Facts {
    private Facts() {}

    public static Optional<String> text(Entry entry, String name) {
        for (Fact fact : entry.why().facts()) {
            if (fact.name().equals(name)) {
                return Optional.of(fact.value());
            }
        }
        return Optional.empty();
    }

    /// A fact that is a whole number; empty where it is absent or something else.
    public static OptionalLong number(Entry entry, String name) {
        String text = text(entry, name).orElse("");
        boolean whole = !text.isEmpty() && text.length() < 18 && text.chars().allMatch(Character::isDigit);
        return whole ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    public static Optional<Instant> time(Entry entry, String name) {
        try {
            return text(entry, name).map(Instant::parse);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// `to` less `from`; 0 where either is missing.
    public static long growth(Entry entry) {
        OptionalLong from = number(entry, "from");
        OptionalLong to = number(entry, "to");
        return from.isPresent() && to.isPresent() ? to.getAsLong() - from.getAsLong() : 0;
    }

    /// An entry's object in the spelling of command lines: `hpa/shop/web`, `pod/shop/web-1`.
    public static String objectOf(Entry entry) {
        String key = entry.object().toString();
        return key.replaceFirst("^horizontalpodautoscaler/", "hpa/");
    }
}
