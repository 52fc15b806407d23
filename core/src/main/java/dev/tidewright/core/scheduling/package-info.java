/// Does this pod fit this node, which node is best, and whom must it displace: kube-scheduler's filters, scores and
/// preemption over a [dev.tidewright.core.scheduling.ClusterPicture]. Knows nothing of node groups, of clouds or of why
/// a pod is to be placed.
@NullMarked
package dev.tidewright.core.scheduling;

import org.jspecify.annotations.NullMarked;
