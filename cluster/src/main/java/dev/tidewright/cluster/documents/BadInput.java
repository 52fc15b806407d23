package dev.tidewright.cluster.documents;

/// Input that cannot be used: where it stands, which field, and what was expected instead. Nothing was changed.
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param expected what would have been right, in a few words
    public BadInput(Place place, String field, String expected) {
        super(place + ": " + (field.isEmpty() ? "" : field + ": ") + expected);
    }
}
