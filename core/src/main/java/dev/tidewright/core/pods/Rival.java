package dev.tidewright.core.pods;

import dev.tidewright.core.objects.LabelSelector;

/// An autoscaler and the pods that its target's scale selects.
public record Rival(String namespace, String name, LabelSelector selector) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
