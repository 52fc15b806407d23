package dev.tidewright.apiserver.resources;

import dev.tidewright.cluster.documents.ObjectDocuments;
import java.util.List;
import java.util.Optional;

/// One kind of object in one version, as discovery tells it.
///
/// @param group        empty for the core group
/// @param plural       as in paths: `deployments`
/// @param singular     empty where discovery names none
/// @param verbs        in discovery's order
/// @param storageHash  which version is stored, as a hash; empty where nothing is stored
/// @param custom       whether it comes from a CustomResourceDefinition
/// @param deprecation  what clients are warned of whenever they use it; empty where there is nothing to warn of
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
        List<Subresource> subresources,
        String storageHash,
        boolean custom,
        String deprecation) {
    /// Groups of custom kinds that loops act on.
    private static final List<String> TYPED_GROUPS = List.of("autoscaling.k8s.io", "tidewright.dev");

    /// What stands under an object's path: `status`, `scale`, `log`.
    ///
    /// @param apiVersion of what it speaks, where that is another version than its parent's; else empty
    public record Subresource(String name, String apiVersion, String kind, List<String> verbs) {
        public Subresource {
            verbs = List.copyOf(verbs);
        }
    }

    /// A type that is not deprecated.
    public ResourceType(
            String group,
            String version,
            String kind,
            String plural,
            String singular,
            boolean namespaced,
            List<String> shortNames,
            List<String> categories,
            List<String> verbs,
            List<Subresource> subresources,
            String storageHash,
            boolean custom) {
        this(
                group,
                version,
                kind,
                plural,
                singular,
                namespaced,
                shortNames,
                categories,
                verbs,
                subresources,
                storageHash,
                custom,
                "");
    }

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

    /// `deployments.apps`, or `pods` in the core group: how errors name the resource.
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// `Deployment.apps`, or `Pod` in the core group: how errors name the kind.
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    /// The kind under which the virtual world's store keeps it: the bare kind where it is built in, or where loops act
    /// on it.
    public String storedKind() {
        boolean bare = !custom || (TYPED_GROUPS.contains(group) && ObjectDocuments.isTyped(kind));
        return bare ? kind : kind + "." + group;
    }

    public Optional<Subresource> subresource(String name) {
        return subresources.stream().filter(sub -> sub.name().equals(name)).findFirst();
    }
}
