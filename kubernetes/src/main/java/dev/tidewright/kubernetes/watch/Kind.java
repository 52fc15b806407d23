package dev.tidewright.kubernetes.watch;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.core.objects.KubeObject;
import java.util.function.Function;

/// A kind of objects and where the API server serves it.
///
/// @param group  empty for the core group
/// @param plural the resource's name in paths, e.g. `deployments`
/// @param home   the only namespace that is looked at; empty for all
/// @param reader gives a document its typed form, or throws `BadInput`
public record Kind<T extends KubeObject>(
        String group,
        String version,
        String plural,
        String name,
        boolean namespaced,
        String home,
        Class<T> type,
        Function<Document, T> reader) {
    public Kind(
            String group,
            String version,
            String plural,
            String name,
            boolean namespaced,
            Class<T> type,
            Function<Document, T> reader) {
        this(group, version, plural, name, namespaced, "", type, reader);
    }

    private String root() {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    /// @param namespace empty for all
    public String path(String namespace) {
        return root() + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
    }

    public String path(String namespace, String name) {
        return path(namespace) + "/" + name;
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// As the API server names it in its messages: `deployments.apps`.
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
