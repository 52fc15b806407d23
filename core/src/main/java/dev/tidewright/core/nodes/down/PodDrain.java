package dev.tidewright.core.nodes.down;

/// What becomes of a pod when its node goes.
public sealed interface PodDrain {
    /// It must find a place elsewhere.
    record Moves() implements PodDrain {}

    /// A DaemonSet's pod ends with its node.
    record EndsWithNode() implements PodDrain {}

    /// It does not count: a mirror pod, or one that should long have ended.
    record Ignored() implements PodDrain {}

    /// It is waited for (`safe-to-evict: on-completion`).
    record Awaited() implements PodDrain {}

    /// It keeps the node.
    record Blocks(BlockReason reason) implements PodDrain {}
}
