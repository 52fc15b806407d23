/// The virtual kube-scheduler: which pod is next, and when one that found no node is tried again. Where a pod fits is
/// [dev.tidewright.core.scheduling.Scheduling]'s to say; nothing here checks that a second time.
@NullMarked
package dev.tidewright.simulator.scheduler;

import org.jspecify.annotations.NullMarked;
