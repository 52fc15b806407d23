package dev.tidewright.apiserver.resources;

import dev.tidewright.apiserver.resources.ResourceType.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A CustomResourceDefinition that was accepted, read once.
///
/// @param name     `verticalpodautoscalers.autoscaling.k8s.io`
/// @param versions all of them, in the definition's order
public record CustomDefinition(String name, List<CustomVersion> versions) {
    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
    private static final List<String> PART_VERBS = List.of("get", "patch", "update");
    private static final int HASH_BYTES = 8;

    public CustomDefinition {
        versions = List.copyOf(versions);
    }

    /// @param crd as stored: with defaults, in version `apiextensions.k8s.io/v1`
    public static CustomDefinition of(ObjectNode crd) {
        JsonNode spec = crd.path("spec");
        String stored = spec.path("versions")
                .valueStream()
                .filter(version -> version.path("storage").asBoolean(false))
                .map(version -> version.path("name").asString(""))
                .findFirst()
                .orElse("");
        List<CustomVersion> versions = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            versions.add(version(spec, version, stored));
        }
        return new CustomDefinition(crd.path("metadata").path("name").asString(""), versions);
    }

    private static CustomVersion version(JsonNode spec, JsonNode version, String stored) {
        ResourceType type = type(spec, version, stored, warning(spec, version));
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        return new CustomVersion(
                type,
                spec.path("names").path("listKind").asString(type.kind() + "List"),
                version.path("served").asBoolean(false),
                version.path("storage").asBoolean(false),
                schema instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                spec.path("preserveUnknownFields").asBoolean(false),
                CustomVersion.columns(version),
                version.path("subresources").has("status"),
                CustomVersion.scale(version));
    }

    /// Names the newest version that is served and not deprecated, where there is one.
    private static String warning(JsonNode spec, JsonNode version) {
        if (!version.path("deprecated").asBoolean(false)) {
            return "";
        }
        String kind = spec.path("names").path("kind").asString("");
        String group = spec.path("group").asString("") + "/";
        String better = spec.path("versions")
                .valueStream()
                .filter(one -> one.path("served").asBoolean(false)
                        && !one.path("deprecated").asBoolean(false))
                .map(one -> one.path("name").asString(""))
                .min(VersionOrder.NEWEST_FIRST)
                .map(name -> "; use " + group + name + " " + kind)
                .orElse("");
        String plain = group + version.path("name").asString("") + " " + kind + " is deprecated" + better;
        return version.path("deprecationWarning").asString(plain);
    }

    private static ResourceType type(JsonNode spec, JsonNode version, String stored, String warning) {
        JsonNode names = spec.path("names");
        String group = spec.path("group").asString("");
        String kind = names.path("kind").asString("");
        return new ResourceType(
                group,
                version.path("name").asString(""),
                kind,
                names.path("plural").asString(""),
                names.path("singular").asString(kind.toLowerCase(Locale.ROOT)),
                !spec.path("scope").asString("").equals("Cluster"),
                texts(names.path("shortNames")),
                texts(names.path("categories")),
                VERBS,
                subresources(kind, version.path("subresources")),
                hash(group + "/" + stored + "/" + kind),
                true,
                warning);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(text -> text.asString("")).toList();
    }

    private static List<Subresource> subresources(String kind, JsonNode declared) {
        List<Subresource> found = new ArrayList<>();
        if (declared.has("scale")) {
            found.add(new Subresource("scale", "autoscaling/v1", "Scale", PART_VERBS));
        }
        if (declared.has("status")) {
            found.add(new Subresource("status", "", kind, PART_VERBS));
        }
        return found;
    }

    /// Source: `k8s.io/apiserver/pkg/endpoints/discovery`, StorageVersionHash.
    private static String hash(String storedKind) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(storedKind.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
