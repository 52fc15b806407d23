package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Origin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON document that an object, or a part of one, was read from. Nobody changes the tree once it is here: it is
/// shared between objects, threads and answers.
public final class JsonOrigin implements Origin {
    private final ObjectNode tree;
    private int hash; // 0 until it is asked for; all threads compute the same

    private JsonOrigin(ObjectNode tree) {
        this.tree = tree;
    }

    /// @param tree handed over: its maker changes it no more
    public static JsonOrigin of(ObjectNode tree) {
        return new JsonOrigin(tree);
    }

    public ObjectNode tree() {
        return tree;
    }

    /// Whether `metadata.finalizers` names anybody.
    @Override
    public boolean isHeld() {
        JsonNode finalizers = tree.path("metadata").path("finalizers");
        return finalizers.isArray() && !finalizers.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof JsonOrigin origin && hashCode() == origin.hashCode() && tree.equals(origin.tree));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Math.max(1, tree.hashCode() & Integer.MAX_VALUE);
        }
        return hash;
    }

    /// The document: equal in every run, as hashes over text want it.
    @Override
    public String toString() {
        return tree.toString();
    }
}
