/// Which node groups grow for pods that fit nowhere, by how much and why not the others: cluster-autoscaler's scale-up.
/// Knows nothing of how a group grows, nor of what was decided before.
@NullMarked
package dev.tidewright.core.nodes.up;

import org.jspecify.annotations.NullMarked;
