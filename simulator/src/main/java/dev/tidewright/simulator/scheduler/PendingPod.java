package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.simulator.time.Ticket;
import java.util.Comparator;
import java.util.Optional;

/// A pod that has no node yet, and where it stands in the queue.
final class PendingPod {
    /// The higher priority first, then who was queued first. Source: the `PrioritySort` plugin.
    static final Comparator<PendingPod> MOST_URGENT = Comparator.comparingInt((PendingPod each) -> -each.priority)
            .thenComparingLong(each -> each.queuedNanos)
            .thenComparingLong(each -> each.serial);

    final ObjectKey key;
    final String uid;
    final PodShape shape;
    final int priority;
    final long createdNanos;
    final long serial;
    Place place = Place.ACTIVE;
    long queuedNanos;
    long failedNanos;
    int attempts;
    boolean journalled;
    Optional<Ticket> backingOff = Optional.empty();

    /// The part of the queue that a pod is in.
    enum Place {
        /// To be tried as soon as the scheduler comes to it.
        ACTIVE,
        /// Tried in vain not long ago.
        BACKING_OFF,
        /// Tried in vain; waits until something changes that may help.
        UNSCHEDULABLE,
        /// Bound, or gone.
        OUT
    }

    PendingPod(Pod pod, PodShape shape, long nowNanos, long serial) {
        this.key = pod.key();
        this.uid = pod.meta().uid();
        this.shape = shape;
        this.priority = pod.spec().priority();
        this.createdNanos = nowNanos;
        this.queuedNanos = nowNanos;
        this.serial = serial;
    }
}
