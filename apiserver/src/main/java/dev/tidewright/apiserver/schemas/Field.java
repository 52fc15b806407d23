package dev.tidewright.apiserver.schemas;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One named field of a structure.
///
/// @param usual        what the field counts as where it is left out; used for the keys of a list's items
/// @param neverAbsent  whether upstream's type holds it by value, so that it counts as `{}` where it is left out
public record Field(String name, Schema schema, PatchStrategy strategy, Optional<JsonNode> usual, boolean neverAbsent) {
    public static Field plain(String name, Schema schema) {
        return new Field(name, schema, PatchStrategy.REPLACE, Optional.empty(), false);
    }
}
