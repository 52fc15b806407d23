package dev.tidewright.apiserver.rendering;

import dev.tidewright.apiserver.conversion.Conversions;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.world.WallClock;
import dev.tidewright.cluster.documents.ObjectDocuments;
import dev.tidewright.cluster.documents.write.ObjectTrees;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import tools.jackson.databind.node.ObjectNode;

/// Renders objects as clients see them. The trees are frozen: they share parts with the stored objects. Safe for many
/// threads.
public final class Renderer {
    private final KubeletFacts kubelet;
    private final WallClock clock;

    public Renderer(Addresses addresses, WallClock clock) {
        this.kubelet = new KubeletFacts(addresses);
        this.clock = clock;
    }

    /// An object in the version of a type.
    public ObjectNode render(KubeObject object, ResourceType type) {
        return Conversions.fromStored(type, stored(object));
    }

    /// An object in the version in which it is stored.
    public ObjectNode stored(KubeObject object) {
        ObjectNode tree = ObjectTrees.write(object);
        if (tree.path("status") instanceof ObjectNode status) {
            switch (object) {
                case Pod pod -> kubelet.addTo(status, pod);
                case Node node -> kubelet.addTo(status, node);
                default -> {}
            }
        }
        Times.rewriteMetadata(tree, clock::show);
        if (ObjectDocuments.isTyped(object.kind())) {
            Times.rewriteStatus(tree, clock::show);
        }
        return tree;
    }
}
