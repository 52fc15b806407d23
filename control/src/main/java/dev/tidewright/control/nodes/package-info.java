/// The node loop: looks at the cluster and at the cloud's groups, orders machines for pods that fit nowhere, gives back
/// those that are not needed, and copes with a cloud that does not deliver. What it must remember it can read again
/// from
/// taints and sizes after a crash; the rest (timers, back-offs) may start anew. Knows no world.
@NullMarked
package dev.tidewright.control.nodes;

import org.jspecify.annotations.NullMarked;
