package dev.tidewright.apiserver.discovery;

import dev.tidewright.apiserver.resources.ApiVersion;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceType.Subresource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The unaggregated documents: a list of groups, a group, a version's resources.
final class LegacyDiscovery {
    private final String address;

    LegacyDiscovery(String address) {
        this.address = address;
    }

    ObjectNode coreVersions() {
        ObjectNode versions = Nodes.object().put("kind", "APIVersions");
        versions.set("versions", Nodes.texts(List.of("v1")));
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", address);
        return versions;
    }

    static ObjectNode groups(List<ApiVersion> versions) {
        ObjectNode list = Nodes.typed("v1", "APIGroupList");
        ArrayNode groups = list.putArray("groups");
        Map<String, List<ApiVersion>> byGroup = versions.stream()
                .filter(version -> !version.group().isEmpty())
                .collect(Collectors.groupingBy(ApiVersion::group, LinkedHashMap::new, Collectors.toList()));
        byGroup.values().forEach(ofGroup -> fill(groups.addObject(), ofGroup));
        return list;
    }

    static ObjectNode group(List<ApiVersion> versions) {
        ObjectNode group = Nodes.typed("v1", "APIGroup");
        fill(group, versions);
        return group;
    }

    private static void fill(ObjectNode group, List<ApiVersion> versions) {
        group.put("name", versions.getFirst().group());
        ArrayNode array = group.putArray("versions");
        Function<ApiVersion, ObjectNode> shown =
                version -> Nodes.object().put("groupVersion", version.name()).put("version", version.version());
        versions.forEach(version -> array.add(shown.apply(version)));
        group.set("preferredVersion", shown.apply(versions.getFirst()));
    }

    static ObjectNode resources(ApiVersion version) {
        ObjectNode list = Nodes.object().put("kind", "APIResourceList");
        if (!version.group().isEmpty()) { // upstream leaves it out in the oldest version
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", version.name());
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : version.types()) {
            resources.add(resource(type));
            type.subresources().forEach(sub -> resources.add(subresource(type, sub)));
        }
        return list;
    }

    private static ObjectNode resource(ResourceType type) {
        ObjectNode resource = Nodes.object()
                .put("name", type.plural())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        resource.set("verbs", Nodes.texts(type.verbs()));
        if (!type.shortNames().isEmpty()) {
            resource.set("shortNames", Nodes.texts(type.shortNames()));
        }
        if (!type.categories().isEmpty()) {
            resource.set("categories", Nodes.texts(type.categories()));
        }
        if (!type.storageHash().isEmpty()) {
            resource.put("storageVersionHash", type.storageHash());
        }
        return resource;
    }

    private static ObjectNode subresource(ResourceType type, Subresource sub) {
        ObjectNode resource = Nodes.object()
                .put("name", type.plural() + "/" + sub.name())
                .put("singularName", "")
                .put("namespaced", type.namespaced());
        if (!sub.apiVersion().isEmpty()) {
            int slash = sub.apiVersion().indexOf('/');
            resource.put("group", sub.apiVersion().substring(0, Math.max(slash, 0)))
                    .put("version", sub.apiVersion().substring(slash + 1));
        }
        resource.put("kind", sub.kind());
        resource.set("verbs", Nodes.texts(sub.verbs()));
        return resource;
    }
}
