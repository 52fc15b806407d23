package dev.tidewright.apiserver.apply;

import java.util.Locale;

/// Who owns fields. One manager may own some by applying, some by updating, some through a subresource: each apart.
///
/// @param apiVersion empty for one that applies: it is the same owner in whatever version it speaks
record Owner(String manager, Operation operation, String apiVersion, String subresource) implements Comparable<Owner> {
    enum Operation {
        APPLY,
        UPDATE;

        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    static Owner applier(String manager, String subresource) {
        return new Owner(manager, Operation.APPLY, "", subresource);
    }

    static Owner updater(String manager, String apiVersion, String subresource) {
        return new Owner(manager, Operation.UPDATE, apiVersion, subresource);
    }

    boolean applies() {
        return operation == Operation.APPLY;
    }

    /// As conflicts name it.
    String shown() {
        String text = '"' + manager.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        text += subresource.isEmpty() ? "" : " with subresource \"" + subresource + '"';
        return applies() ? text : text + " using " + apiVersion;
    }

    /// In the order of upstream's identifiers, which are JSON texts.
    @Override
    public int compareTo(Owner other) {
        return identifier().compareTo(other.identifier());
    }

    private String identifier() {
        StringBuilder text =
                new StringBuilder(manager).append("\",\"operation\":\"").append(operation.word());
        if (!apiVersion.isEmpty()) {
            text.append("\",\"apiVersion\":\"").append(apiVersion);
        }
        if (!subresource.isEmpty()) {
            text.append("\",\"subresource\":\"").append(subresource);
        }
        return text.append("\"}").toString();
    }
}
