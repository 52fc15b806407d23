package dev.tidewright.apiserver.schemas;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One named field of a structure.
///
/// @param usual  what the field counts as where it is left out and names a list's item; empty if nothing
/// @param absent what the field counts as where it is left out, because upstream's type holds it by value
public record Field(
        String name, Schema schema, PatchStrategy strategy, Optional<JsonNode> usual, Optional<JsonNode> absent) {
    public static Field plain(String name, Schema schema) {
        return new Field(name, schema, PatchStrategy.REPLACE, Optional.empty(), Optional.empty());
    }
}
