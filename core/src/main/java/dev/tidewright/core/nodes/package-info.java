/// How many machines the cluster needs: which groups to grow for pods that fit nowhere, which nodes to give back, and
/// what keeps those that stay. Decision for decision cluster-autoscaler's. Knows no cluster, cloud, clock or document.
@NullMarked
package dev.tidewright.core.nodes;

import org.jspecify.annotations.NullMarked;
