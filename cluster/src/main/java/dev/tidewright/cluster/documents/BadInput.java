package dev.tidewright.cluster.documents;

import java.util.List;

/// Input that cannot be used: where it stands, which field, and what was expected instead. Nothing was changed.
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> lines;

    /// @param expected what would have been right, in a few words
    public BadInput(Place place, String field, String expected) {
        this(List.of(place + ": " + (field.isEmpty() ? "" : field + ": ") + oneLine(expected)));
    }

    BadInput(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    /// One line a complaint: `file:line: field: what was expected`. At least one.
    public List<String> lines() {
        return lines;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
