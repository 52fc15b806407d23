package dev.tidewright.cluster.documents;

import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as Kubernetes' API checks them.
final class Amounts {
    private static final Pattern COUNT_OR_PERCENT = Pattern.compile("\\d{1,9}%?");

    private Amounts() {}

    static int notNegative(Fields fields, String name, int absent) {
        int value = fields.count(name).orElse(absent);
        if (value < 0) {
            throw fields.complaint(name, "expected 0 or more, found " + value);
        }
        return value;
    }

    /// An `IntOrString`: a whole number or a percentage, as written.
    static Optional<String> countOrPercent(Fields fields, String name) {
        Optional<String> text = fields.text(name);
        if (text.isPresent() && !COUNT_OR_PERCENT.matcher(text.get()).matches()) {
            throw fields.complaint(
                    name, "expected a whole number or a percentage, e.g. 1 or 25%, found '" + text.get() + "'");
        }
        return text;
    }

    static boolean isZero(String countOrPercent) {
        return countOrPercent.matches("0+%?");
    }
}
