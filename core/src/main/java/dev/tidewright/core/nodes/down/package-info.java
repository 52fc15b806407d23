/// Which nodes may go, when, and what keeps the others: cluster-autoscaler's scale-down, decision for decision. What
/// must
/// be remembered from one look to the next is a value ([ScaleDownMemory]) that goes in and comes out. Knows no cluster.
@NullMarked
package dev.tidewright.core.nodes.down;

import org.jspecify.annotations.NullMarked;
