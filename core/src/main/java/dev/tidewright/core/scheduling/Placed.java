package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Pod;

/// A pod on a node of a picture.
///
/// @param slot the node's handle
record Placed(Pod pod, PodShape shape, int slot) {}
