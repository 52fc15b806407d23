package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.simulator.scheduler.PendingPod.Place;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The pods that have no node, in three parts: active, backing off, unschedulable. Holds one entry a pending pod.
/// Those of one shape wait together, so that one question tells for all of them whether a change helps.
///
/// Source: kube-scheduler's `backend/queue/scheduling_queue.go`.
final class SchedulingQueue {
    /// `podInitialBackoffSeconds` and `podMaxBackoffSeconds`.
    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    static final Duration LAST_BACK_OFF = Duration.ofSeconds(10);
    /// How long a pod waits for a change that helps before it is tried again all the same, and how often that is
    /// looked after (`DefaultPodMaxInUnschedulablePodsDuration`).
    static final Duration MAX_UNSCHEDULABLE = Duration.ofMinutes(5);

    static final Duration FLUSH = Duration.ofSeconds(30);

    private final Timeline timeline;
    private final Runnable whenActive;
    private final Map<ObjectKey, PendingPod> pods = new LinkedHashMap<>();
    private final TreeSet<PendingPod> active = new TreeSet<>(PendingPod.MOST_URGENT);
    private final Map<PodShape, Set<PendingPod>> unschedulable = new LinkedHashMap<>();
    private boolean flushPlanned;
    private long serial;

    /// @param whenActive told when a pod becomes active
    SchedulingQueue(Timeline timeline, Runnable whenActive) {
        this.timeline = timeline;
        this.whenActive = whenActive;
    }

    int size() {
        return pods.size();
    }

    boolean hasActive() {
        return !active.isEmpty();
    }

    void add(Pod pod, PodShape shape) {
        remove(pod.key());
        PendingPod pending = new PendingPod(pod, shape, timeline.nanos(), serial++);
        pods.put(pending.key, pending);
        activate(pending);
    }

    Optional<PendingPod> find(ObjectKey key) {
        return Optional.ofNullable(pods.get(key));
    }

    void remove(ObjectKey key) {
        PendingPod pending = pods.remove(key);
        if (pending != null) {
            leave(pending);
            pending.place = Place.OUT;
        }
    }

    /// Takes out the most urgent active pod, to be tried now.
    PendingPod next() {
        PendingPod first = active.removeFirst();
        first.attempts++;
        return first;
    }

    /// No node would have it: it waits for a change.
    void setAside(PendingPod pending) {
        pending.place = Place.UNSCHEDULABLE;
        pending.failedNanos = timeline.nanos();
        unschedulable
                .computeIfAbsent(pending.shape, shape -> new LinkedHashSet<>())
                .add(pending);
        planFlush();
    }

    /// The shapes that wait for a change, in the order in which they began to.
    List<PodShape> waitingShapes() {
        return List.copyOf(unschedulable.keySet());
    }

    boolean anyWaits() {
        return !unschedulable.isEmpty();
    }

    /// A change may help the pods of a shape: they are tried again once they have backed off.
    void wake(PodShape shape) {
        Set<PendingPod> waiting = unschedulable.remove(shape);
        if (waiting != null) {
            waiting.forEach(this::retry);
        }
    }

    /// A change may help this pod, whatever its like.
    void wake(PendingPod pending) {
        if (pending.place == Place.UNSCHEDULABLE) {
            leave(pending);
            retry(pending);
        }
    }

    private void retry(PendingPod pending) {
        long dueNanos = pending.failedNanos + backOff(pending.attempts).toNanos();
        if (dueNanos <= timeline.nanos()) {
            activate(pending);
            return;
        }
        pending.place = Place.BACKING_OFF;
        pending.backingOff = Optional.of(timeline.at(dueNanos, () -> activate(pending)));
    }

    /// 1 s, doubled for each attempt after the first, at most 10 s.
    static Duration backOff(int attempts) {
        Duration delay = FIRST_BACK_OFF.multipliedBy(1L << Math.min(attempts - 1, 10));
        return delay.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : delay;
    }

    private void activate(PendingPod pending) {
        pending.backingOff = Optional.empty();
        pending.place = Place.ACTIVE;
        pending.queuedNanos = timeline.nanos();
        active.add(pending);
        whenActive.run();
    }

    private void leave(PendingPod pending) {
        switch (pending.place) {
            case ACTIVE -> active.remove(pending);
            case BACKING_OFF -> pending.backingOff.ifPresent(timeline::cancel);
            case UNSCHEDULABLE -> {
                Set<PendingPod> alike = unschedulable.getOrDefault(pending.shape, new LinkedHashSet<>());
                alike.remove(pending);
                if (alike.isEmpty()) {
                    unschedulable.remove(pending.shape);
                }
            }
            case OUT -> {}
        }
    }

    private void planFlush() {
        if (!flushPlanned) {
            flushPlanned = true;
            long period = FLUSH.toNanos();
            timeline.at((timeline.nanos() / period + 1) * period, this::flush);
        }
    }

    private void flush() {
        flushPlanned = false;
        long before = timeline.nanos() - MAX_UNSCHEDULABLE.toNanos();
        wakeAll(pending -> pending.failedNanos < before);
        if (anyWaits()) {
            planFlush();
        }
    }

    private void wakeAll(Predicate<PendingPod> which) {
        List<PendingPod> woken = new ArrayList<>();
        for (Set<PendingPod> alike : unschedulable.values()) {
            for (PendingPod pending : alike) {
                if (which.test(pending)) {
                    woken.add(pending);
                }
            }
        }
        woken.forEach(this::wake);
    }
}
