package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.conformance.Difference;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds where two documents first differ. A null, an absent field and an empty list are alike; times are compared as
/// times; what a selector's parser complains of, and the order of autoscalers in a list of them, is not compared.
final class Comparison {
    private static final String PARSER = "couldn't convert selector into a corresponding internal selector object: ";

    private Comparison() {}

    static Optional<Difference> first(String path, @Nullable Document expected, @Nullable Document actual) {
        if (isNothing(expected) && isNothing(actual)) {
            return Optional.empty();
        }
        if (expected instanceof Mapping a && actual instanceof Mapping b) {
            return first(path, a, b);
        }
        if (expected instanceof Sequence a && actual instanceof Sequence b) {
            return first(path, a, b);
        }
        String wanted = text(expected);
        String got = text(actual);
        return same(wanted, got) ? Optional.empty() : Optional.of(new Difference(path, wanted, got));
    }

    private static Optional<Difference> first(String path, Mapping expected, Mapping actual) {
        Set<String> names = new LinkedHashSet<>(expected.fields().keySet());
        names.addAll(actual.fields().keySet());
        for (String name : names) {
            Optional<Difference> found = first(
                    path.isEmpty() ? name : path + "." + name,
                    expected.fields().get(name),
                    actual.fields().get(name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> first(String path, Sequence expected, Sequence actual) {
        int common = Math.min(expected.items().size(), actual.items().size());
        for (int i = 0; i < common; i++) {
            Optional<Difference> found = first(
                    path + "[" + i + "]",
                    expected.items().get(i),
                    actual.items().get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return expected.items().size() == actual.items().size()
                ? Optional.empty()
                : Optional.of(new Difference(path, text(expected), text(actual)));
    }

    private static boolean isNothing(@Nullable Document document) {
        return switch (document) {
            case null -> true;
            case Mapping mapping -> mapping.fields().values().stream().allMatch(Comparison::isNothing);
            case Sequence sequence -> sequence.items().isEmpty();
            case Scalar scalar -> scalar.type() == Scalar.Type.NULL;
        };
    }

    private static boolean same(String expected, String actual) {
        int parser = expected.indexOf(PARSER);
        if (parser >= 0) {
            return actual.startsWith(expected.substring(0, parser + PARSER.length()));
        }
        return expected.equals(actual)
                || (time(expected).isPresent() && time(expected).equals(time(actual)));
    }

    private static Optional<Instant> time(String text) {
        if (!text.endsWith("Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable Document document) {
        return switch (document) {
            case null -> "nothing";
            case Mapping mapping -> {
                var text = new StringBuilder("{");
                mapping.fields()
                        .forEach((name, value) -> text.append(name)
                                .append(": ")
                                .append(text(value))
                                .append(' '));
                yield text.append('}').toString();
            }
            case Sequence sequence ->
                sequence.items().stream().map(Comparison::text).toList().toString();
            case Scalar scalar -> scalar.text();
        };
    }
}
