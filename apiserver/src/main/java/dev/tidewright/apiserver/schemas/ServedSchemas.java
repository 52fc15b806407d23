package dev.tidewright.apiserver.schemas;

import dev.tidewright.apiserver.resources.CustomDefinition;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of Kubernetes' own kinds, and of custom ones as their definitions have them now. Safe for many threads.
public final class ServedSchemas implements Schemas {
    private final CustomKinds kinds;

    /// By version and kind; one for each that was ever asked for.
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    /// @param source the definition's schema that was read
    private record Read(ObjectNode source, Schema schema) {}

    public ServedSchemas(CustomKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public Optional<Schema> find(String apiVersion, String kind) {
        return Schemas.builtIn().find(apiVersion, kind).or(() -> custom(apiVersion, kind));
    }

    private Optional<Schema> custom(String apiVersion, String kind) {
        for (CustomDefinition definition : kinds.all()) {
            for (CustomVersion version : definition.versions()) {
                if (version.type().kind().equals(kind)
                        && version.type().apiVersion().equals(apiVersion)) {
                    return Optional.of(schema(apiVersion + "/" + kind, version));
                }
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("ReferenceEquality") // asks whether the definition was replaced; trees are frozen
    private Schema schema(String name, CustomVersion version) {
        Read known = read.get(name);
        if (known == null || known.source() != version.schema()) {
            known = new Read(version.schema(), OpenApiSchema.ofResource(version.schema(), version.preservesUnknown()));
            read.put(name, known);
        }
        return known.schema();
    }
}
