package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;

/// An object of a kind that nobody acts on: all that is known of it is its document (`meta.origin`).
///
/// @param kind as written in a manifest for the kinds that Kubernetes itself has; `Kind.group` for custom resources,
///             whose kinds may share a name
public record Other(ObjectMeta meta, String kind) implements KubeObject {
    @Override
    public Other with(ObjectMeta meta) {
        return new Other(meta, kind);
    }
}
