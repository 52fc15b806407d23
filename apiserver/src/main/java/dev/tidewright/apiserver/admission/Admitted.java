package dev.tidewright.apiserver.admission;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What may be stored.
///
/// @param tree     with defaults, without fields that its kind does not have; a new tree, which the caller may change
/// @param written  the same before the server set fields of its own: what its writer owns
/// @param warnings for `Warning: 299` headers
public record Admitted(ObjectNode tree, ObjectNode written, List<String> warnings) {
    public Admitted {
        warnings = List.copyOf(warnings);
    }
}
