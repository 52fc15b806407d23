package dev.tidewright.simulator.runtime;

import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.time.Ticket;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Drives loops on a [Timeline], with the semantics of client-go's work queue: equal keys are one, a key that fails is
/// tried again after 5 ms, 10 ms, … up to 1,000 s (`DefaultTypedControllerRateLimiter`). Not thread-safe.
public final class VirtualRuntime implements LoopRuntime {
    static final Duration FIRST_BACK_OFF = Duration.ofMillis(5);
    static final Duration LAST_BACK_OFF = Duration.ofSeconds(1000);
    private static final int MAX_FAILURES = 1000;

    private final Meters meters = new Meters();
    private final Timeline timeline;
    private final Consumer<Failure> onFailure;
    private final Map<String, VirtualQueue> queues = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();

    /// An exception that came out of a reconciler; its key will be tried again.
    public record Failure(Instant at, String loop, ObjectKey key, RuntimeException cause) {}

    public VirtualRuntime(Timeline timeline) {
        this(timeline, failure -> {});
    }

    /// @param onFailure told of every exception at once, before the retry is planned
    public VirtualRuntime(Timeline timeline, Consumer<Failure> onFailure) {
        this.timeline = timeline;
        this.onFailure = onFailure;
    }

    @Override
    public InstantSource clock() {
        return timeline;
    }

    @Override
    public Meters meters() {
        return meters;
    }

    @Override
    public Queue drive(String loop, Reconciler reconciler) {
        VirtualQueue queue = new VirtualQueue(loop, reconciler);
        VirtualQueue before = queues.put(loop, queue);
        if (before != null && before.alive) {
            throw new IllegalArgumentException("loop driven twice: " + loop);
        }
        return queue;
    }

    /// Kills a loop as a crash would: its keys, timers and back-offs are lost, and its queue hears nothing more. To
    /// restart it, build the loop anew, which calls [#drive] again with the same name.
    public void crash(String loop) {
        VirtualQueue queue = queues.get(loop);
        if (queue == null) {
            throw new IllegalArgumentException("no such loop: " + loop);
        }
        queue.die();
    }

    /// The first exceptions that came out of reconcilers, at most 1,000.
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    private final class VirtualQueue implements Queue {
        private final String loop;
        private final Reconciler reconciler;
        private final Map<ObjectKey, Waiting> waiting = new HashMap<>(); // never walked
        private final Map<ObjectKey, Integer> failed = new HashMap<>(); // never walked
        private boolean alive = true;

        VirtualQueue(String loop, Reconciler reconciler) {
            this.loop = loop;
            this.reconciler = reconciler;
        }

        @Override
        public void add(ObjectKey key) {
            plan(key, timeline.nanos());
        }

        @Override
        public void addAfter(ObjectKey key, Duration delay) {
            plan(key, Math.addExact(timeline.nanos(), Math.max(0, delay.toNanos())));
        }

        private void plan(ObjectKey key, long dueNanos) {
            if (!alive) {
                return;
            }
            Waiting earlier = waiting.get(key);
            if (earlier != null) {
                if (earlier.dueNanos <= dueNanos) {
                    return;
                }
                timeline.cancel(earlier.ticket);
            }
            waiting.put(key, new Waiting(dueNanos, timeline.at(dueNanos, () -> run(key))));
        }

        private void run(ObjectKey key) {
            if (!alive) {
                return;
            }
            waiting.remove(key);
            try {
                Reconciler.Outcome outcome = reconciler.reconcile(key);
                failed.remove(key);
                outcome.requeueAfter().ifPresent(delay -> addAfter(key, delay));
            } catch (RuntimeException e) {
                backOff(key, e);
            }
        }

        private void backOff(ObjectKey key, RuntimeException cause) {
            Failure failure = new Failure(timeline.instant(), loop, key, cause);
            if (failures.size() < MAX_FAILURES) {
                failures.add(failure);
            }
            onFailure.accept(failure);
            int times = failed.merge(key, 1, Integer::sum);
            addAfter(key, delay(times));
        }

        private void die() {
            alive = false;
            waiting.values().forEach(each -> timeline.cancel(each.ticket)); // order cannot be seen
            waiting.clear();
            failed.clear();
        }
    }

    /// 5 ms doubled for each failure after the first, at most 1,000 s.
    static Duration delay(int failures) {
        int doublings = Math.min(failures - 1, 30);
        Duration delay = FIRST_BACK_OFF.multipliedBy(1L << doublings);
        return delay.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : delay;
    }

    private record Waiting(long dueNanos, Ticket ticket) {}
}
