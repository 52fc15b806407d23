package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Schemas;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Keeps `metadata.managedFields` through writes, and merges what is applied. Trees given are never changed; those
/// returned may share parts with them. Safe for many threads.
///
/// Not yet: ownership is not recorded, and an apply to what exists is turned down.
public final class FieldManagers {
    private final Schemas schemas;
    private final Versions versions;

    public FieldManagers(Schemas schemas, Versions versions) {
        this.schemas = schemas;
        this.versions = versions;
    }

    /// The object to be stored for a create.
    ///
    /// @param created with defaults, as it would be stored
    public ObjectNode onCreate(Act act, ObjectNode created) {
        return created;
    }

    /// The object to be stored for an update or a patch other than apply.
    ///
    /// @param live    as stored, in the version of the request
    /// @param changed with defaults, as it would be stored
    public ObjectNode onUpdate(Act act, ObjectNode live, ObjectNode changed) {
        return changed;
    }

    /// The object to be stored for an apply: still without the defaults of what the apply added. Equal to `live` where
    /// it changes nothing.
    ///
    /// @param live    empty where there is no such object yet
    /// @param applied the request's body
    /// @throws ApiError 409 with a cause for each field that another manager owns, unless `force`;
    ///     400 for a body that cannot be applied
    public ObjectNode onApply(Act act, Optional<ObjectNode> live, ObjectNode applied, boolean force) {
        if (live.isPresent()) {
            throw new ApiError(415, "UnsupportedMediaType", "apply is not served yet", List.of());
        }
        return applied;
    }

    Schemas schemas() {
        return schemas;
    }

    Versions versions() {
        return versions;
    }
}
