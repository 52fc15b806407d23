package dev.tidewright.apiserver.discovery;

import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceType.Subresource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that is served in one document: `apidiscovery.k8s.io` v2, and v2beta1 for clients before 1.30.
/// Source: KEP-3352.
final class AggregatedDiscovery {
    private AggregatedDiscovery() {}

    /// The first version of the aggregated form that the client lists before plain JSON.
    static Optional<String> version(String accept) {
        for (String clause : accept.split(",")) {
            String compact = clause.replace(" ", "");
            if (compact.contains("as=APIGroupDiscoveryList") && compact.contains("g=apidiscovery.k8s.io")) {
                if (compact.contains("v=v2beta1")) {
                    return Optional.of("v2beta1");
                }
                if (compact.contains("v=v2")) {
                    return Optional.of("v2");
                }
            } else if (compact.equals("application/json") || compact.equals("*/*")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static String contentType(String version) {
        return "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
    }

    static ObjectNode document(String version, List<ApiVersion> served) {
        ObjectNode list = Nodes.typed("apidiscovery.k8s.io/" + version, "APIGroupDiscoveryList");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        String group = "/"; // no group's name
        ArrayNode versions = items;
        for (ApiVersion one : served) {
            if (!one.group().equals(group)) {
                group = one.group();
                versions = group(items, group);
            }
            version(versions.addObject(), one);
        }
        return list;
    }

    private static ArrayNode group(ArrayNode items, String name) {
        ObjectNode item = items.addObject();
        ObjectNode metadata = item.putObject("metadata");
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        return item.putArray("versions");
    }

    private static void version(ObjectNode node, ApiVersion version) {
        node.put("version", version.version());
        ArrayNode resources = node.putArray("resources");
        version.types().forEach(type -> resource(resources.addObject(), type));
        node.put("freshness", "Current");
    }

    private static void resource(ObjectNode node, ResourceType type) {
        node.put("resource", type.plural());
        responseKind(node, type.custom() ? type.apiVersion() : "", type.kind());
        node.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
        node.put("singularResource", type.singular());
        node.set("verbs", Nodes.texts(type.verbs()));
        if (!type.shortNames().isEmpty()) {
            node.set("shortNames", Nodes.texts(type.shortNames()));
        }
        if (!type.categories().isEmpty()) {
            node.set("categories", Nodes.texts(type.categories()));
        }
        if (!type.subresources().isEmpty()) {
            ArrayNode subresources = node.putArray("subresources");
            type.subresources().forEach(sub -> subresource(subresources.addObject(), type, sub));
        }
    }

    private static void subresource(ObjectNode node, ResourceType type, Subresource sub) {
        node.put("subresource", sub.name());
        boolean own = sub.apiVersion().isEmpty();
        responseKind(node, own && type.custom() ? type.apiVersion() : sub.apiVersion(), sub.kind());
        node.set("verbs", Nodes.texts(sub.verbs()));
    }

    /// Upstream leaves group and version empty for the kinds that are its own.
    private static void responseKind(ObjectNode node, String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        node.putObject("responseKind")
                .put("group", apiVersion.substring(0, Math.max(slash, 0)))
                .put("version", apiVersion.substring(slash + 1))
                .put("kind", kind);
    }
}
