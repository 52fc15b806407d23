package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.defaulting.Trees;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.CustomVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.validation.Faults;
import dev.tidewright.apiserver.validation.SchemaChecks;
import dev.tidewright.apiserver.validation.Validation;
import dev.tidewright.apiserver.wire.WireDecoder;
import dev.tidewright.apiserver.wire.WireError;
import dev.tidewright.apiserver.wire.WireTypes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Objects of custom kinds: pruned, defaulted and validated by their definition's schema.
/// Source: `k8s.io/apiextensions-apiserver/pkg/apiserver`.
final class CustomAdmission {
    private final CustomKinds kinds;
    private final WireTypes types;

    CustomAdmission(CustomKinds kinds, WireTypes types) {
        this.kinds = kinds;
        this.types = types;
    }

    Admitted admit(AdmissionRequest request) {
        ResourceType type = request.type();
        ObjectNode tree = request.tree().deepCopy();
        String version = tree.path("apiVersion").asString(type.apiVersion());
        if (!version.equals(type.apiVersion())) {
            throw Bodies.wrongVersion(version, type);
        }
        String kind = tree.path("kind").asString(type.kind());
        tree.put("apiVersion", version).put("kind", kind);
        List<String> unknown = new ArrayList<>();
        metadata(type, tree, unknown);
        CustomVersion custom = kinds.find(type).orElse(null);
        List<String> warnings = new ArrayList<>();
        if (custom != null) {
            shape(request, custom, tree, unknown, warnings);
        }
        Faults faults = new Faults();
        if (!kind.equals(type.kind())) {
            faults.invalid("kind", kind, "must be " + type.kind());
        }
        Validation.metadata(faults, tree);
        if (custom != null) {
            validate(faults, custom, tree);
        }
        faults.refuse(type, kind, tree.path("metadata").path("name").asString(""));
        return new Admitted(tree, tree, warnings);
    }

    private void metadata(ResourceType type, ObjectNode tree, List<String> unknown) {
        if (!(tree.path("metadata") instanceof ObjectNode metadata)) {
            if (tree.has("metadata") && !tree.path("metadata").isNull()) {
                throw Bodies.unreadable(
                        type, "json: cannot unmarshal into Go struct field .metadata of type v1.ObjectMeta");
            }
            tree.putObject("metadata");
            return;
        }
        try {
            WireDecoder.Decoded decoded = WireDecoder.decode(types.objectMeta(), metadata);
            decoded.unknown().forEach(path -> unknown.add("metadata." + path));
            tree.set("metadata", decoded.tree());
        } catch (WireError e) {
            throw Bodies.unreadable(type, e.message());
        }
    }

    private static void shape(
            AdmissionRequest request,
            CustomVersion custom,
            ObjectNode tree,
            List<String> unknown,
            List<String> warnings) {
        if (!custom.preservesUnknown()) {
            unknown.addAll(SchemaShape.prune(custom.schema(), tree));
        }
        Bodies.complain(request, unknown, warnings);
        if (custom.hasStatus() && request.old().isEmpty()) {
            tree.remove("status");
        }
        SchemaShape.fill(custom.schema(), tree);
        if (request.old().isEmpty()) {
            Trees.object(tree, "metadata").put("generation", 1);
        }
    }

    private static void validate(Faults faults, CustomVersion custom, ObjectNode tree) {
        ObjectNode bare = JsonNodeFactory.instance.objectNode();
        for (var field : tree.properties()) {
            JsonNode value = field.getValue();
            if (!field.getKey().equals("metadata")) {
                bare.set(field.getKey(), value);
            }
        }
        ObjectNode meta = bare.putObject("metadata");
        for (String field : List.of("name", "generateName")) {
            if (tree.path("metadata").has(field)) {
                meta.set(field, tree.path("metadata").path(field));
            }
        }
        new SchemaChecks(faults).check(custom.schema(), bare, "");
    }
}
