package dev.tidewright.apiserver.protobuf;

import java.util.List;

/// A message of the table.
///
/// @param fields in the order of Go's structure
record Message(List<Field> fields) {
    /// What becomes of a field that says nothing.
    enum Presence {
        /// Go holds it by value: it is written as its zero value.
        ALWAYS,
        /// `omitempty`: a zero value is left out.
        UNLESS_ZERO,
        /// A pointer: what is there is written, zero or not.
        IF_PRESENT
    }

    /// @param name in JSON; empty where the field's own fields stand in its place
    record Field(int number, String name, Form form, Presence presence) {}

    Message {
        fields = List.copyOf(fields);
    }

    /// Where the field stands among [#fields]; -1 for one that is not known.
    int indexOf(int number, int guess) {
        int size = fields.size();
        for (int i = 0; i < size; i++) {
            int at = (guess + i) % size; // fields mostly come in order
            if (fields.get(at).number() == number) {
                return at;
            }
        }
        return -1;
    }
}
