package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.apply.Versions;
import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Converts by way of the stored version. Safe for many threads.
public final class StoredVersions implements Versions {
    private final ResourceTypes types;

    public StoredVersions(ResourceTypes types) {
        this.types = types;
    }

    /// Into a version that is not served any more: renamed, for ownership that nobody can check.
    @Override
    public ObjectNode convert(ObjectNode object, String apiVersion) {
        String kind = object.path("kind").asString("");
        Optional<ResourceType> from = type(object.path("apiVersion").asString(""), kind);
        Optional<ResourceType> to = type(apiVersion, kind);
        return from.isPresent() && to.isPresent()
                ? Conversions.fromStored(to.get(), Conversions.toStored(from.get(), object))
                : SAME_FIELDS.convert(object, apiVersion);
    }

    private Optional<ResourceType> type(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return types.findKind(group, apiVersion.substring(slash + 1), kind);
    }
}
