package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Pod;

/// A pod on a node of a picture. Equal to itself only, so that finding one compares no pods.
final class Placed {
    private final Pod pod;
    private final PodShape shape;
    private final int slot;

    Placed(Pod pod, PodShape shape, int slot) {
        this.pod = pod;
        this.shape = shape;
        this.slot = slot;
    }

    Pod pod() {
        return pod;
    }

    PodShape shape() {
        return shape;
    }

    /// The node's handle.
    int slot() {
        return slot;
    }
}
