package dev.tidewright.apiserver.resources;

import java.util.List;

/// One kind of object in one version, as discovery tells it.
///
/// @param group        empty for the core group
/// @param plural       as in paths: `deployments`
/// @param verbs        in discovery's order
/// @param subresources e.g. `status`, `scale`
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        List<String> subresources) {
    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
        subresources = List.copyOf(subresources);
    }

    /// `apps/v1`, or `v1` in the core group.
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// The kind under which the virtual world's store keeps it.
    ///
    /// @param custom whether it comes from a CustomResourceDefinition
    public String storedKind(boolean custom) {
        return custom ? kind + "." + group : kind;
    }
}
