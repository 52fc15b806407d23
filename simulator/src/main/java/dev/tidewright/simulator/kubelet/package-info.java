/// The kubelets: what happens to a pod between being bound to a node and being gone from it, and what happens to its
/// node. Knows a pod's insides only as a [dev.tidewright.simulator.process.PodProcess]; knows nothing of clouds, of
/// scheduling or of who made the pod.
@NullMarked
package dev.tidewright.simulator.kubelet;

import org.jspecify.annotations.NullMarked;
