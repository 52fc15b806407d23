package dev.tidewright.kubernetes.runtime;

import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// Drives loops in real time, each by a work queue of its own on virtual threads. Waiting goes by a clock
/// that nobody sets; loops read the wall's clock, which is injected. Thread-safe.
public final class LiveRuntime implements LoopRuntime, AutoCloseable {
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("loops").factory());
    private final Map<String, WorkQueue> queues = new LinkedHashMap<>();
    private final Meters meters;
    private boolean closed;

    /// @param meters outlive this runtime: what leads again counts on
    public LiveRuntime(InstantSource clock, Meters meters) {
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public Meters meters() {
        return meters;
    }

    /// @throws IllegalArgumentException if the loop is driven already
    @Override
    public synchronized Queue drive(String loop, Reconciler reconciler) {
        if (closed) {
            throw new IllegalStateException("the runtime has ended");
        }
        if (queues.containsKey(loop)) {
            throw new IllegalArgumentException("loop driven twice: " + loop);
        }
        WorkQueue queue = new WorkQueue(loop, reconciler, timer);
        queues.put(loop, queue);
        return queue;
    }

    /// How each loop's queue stands.
    public synchronized Map<String, WorkQueue.Standing> standing() {
        Map<String, WorkQueue.Standing> standing = new LinkedHashMap<>();
        queues.forEach((loop, queue) -> standing.put(loop, queue.standing()));
        return standing;
    }

    /// Ends all loops: no reconcile begins any more, and those that run have ended when this returns.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        timer.shutdownNow();
        queues.values().forEach(WorkQueue::close);
    }
}
