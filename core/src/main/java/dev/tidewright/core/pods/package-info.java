/// How many pods a workload should have: autoscaling/v2, decision for decision with Kubernetes' own controller.
@NullMarked
package dev.tidewright.core.pods;

import org.jspecify.annotations.NullMarked;
