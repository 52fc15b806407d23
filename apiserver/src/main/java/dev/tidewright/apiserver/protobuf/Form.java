package dev.tidewright.apiserver.protobuf;

import java.util.function.Supplier;

/// What a field is on the wire and in JSON.
sealed interface Form {
    /// One that the wire has as a number, a text or bytes, or as a small message that JSON has as one value.
    enum Leaf implements Form {
        TEXT,
        WHOLE,
        TRUTH,
        REAL,
        BYTES,
        QUANTITY,
        WHOLE_OR_TEXT,
        TIME,
        MICRO_TIME,
        RAW_JSON,
        FIELDS
    }

    /// @param message looked up when it is first met, for messages may hold themselves
    record Nested(Supplier<Message> message) implements Form {}

    record Repeated(Form element) implements Form {}

    record Mapped(Form value) implements Form {}

    /// A list that is a message of its own, `{repeated items = 1}`.
    record Wrapped(Form element) implements Form {}
}
