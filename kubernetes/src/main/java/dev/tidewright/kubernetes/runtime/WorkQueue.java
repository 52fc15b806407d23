package dev.tidewright.kubernetes.runtime;

import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of one loop, with the semantics of client-go's work queue: equal keys that wait are one; a key that comes
/// while
/// it is worked on waits for the end of that and is then worked on again; a key that failed comes again after 5 ms, 10
/// ms, …
/// up to 1,000 s. Thread-safe.
///
/// Source: client-go, `util/workqueue`.
public final class WorkQueue implements LoopRuntime.Queue {
    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(5);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1000);
    private static final int MAX_DOUBLINGS = 30;

    private final String loop;
    private final Reconciler reconciler;
    private final ScheduledExecutorService timer;
    private final int most;
    private final ArrayDeque<ObjectKey> ready = new ArrayDeque<>();
    private final Set<ObjectKey> dirty = new HashSet<>(); // never walked
    private final Set<ObjectKey> working = new HashSet<>(); // never walked
    private final Map<ObjectKey, ScheduledFuture<?>> delayed = new HashMap<>(); // never walked
    private final Map<ObjectKey, Integer> failed = new HashMap<>(); // never walked
    private long done;
    private long failures;
    private boolean closed;

    /// How a queue stands.
    ///
    /// @param waiting keys that are due and not yet worked on
    /// @param delayed keys that will come by themselves
    /// @param done    reconciles so far, failed ones too
    public record Standing(int waiting, int working, int delayed, long done, long failures) {}

    WorkQueue(String loop, Reconciler reconciler, ScheduledExecutorService timer) {
        this.loop = loop;
        this.reconciler = reconciler;
        this.timer = timer;
        this.most = reconciler.concurrency();
    }

    synchronized Standing standing() {
        return new Standing(ready.size(), working.size(), delayed.size(), done, failures);
    }

    @Override
    public synchronized void add(ObjectKey key) {
        if (closed || !dirty.add(key)) {
            return;
        }
        if (!working.contains(key)) {
            ready.add(key);
            begin();
        }
    }

    @Override
    public synchronized void addAfter(ObjectKey key, Duration delay) {
        if (closed) {
            return;
        }
        if (!delay.isPositive()) {
            add(key);
            return;
        }
        ScheduledFuture<?> earlier = delayed.get(key);
        try {
            ScheduledFuture<?> due = timer.schedule(() -> due(key), delay.toNanos(), TimeUnit.NANOSECONDS);
            if (earlier != null && earlier.compareTo(due) <= 0) {
                due.cancel(false);
                return;
            }
            if (earlier != null) {
                earlier.cancel(false);
            }
            delayed.put(key, due);
        } catch (RejectedExecutionException e) {
            LOG.debug("loop={} object={} comes too late: the runtime ends", loop, key);
        }
    }

    private synchronized void due(ObjectKey key) {
        delayed.remove(key);
        add(key);
    }

    /// Starts a worker for each key that waits, as many as may run at once.
    private void begin() {
        while (!ready.isEmpty() && working.size() < most && !closed) {
            ObjectKey key = ready.remove();
            dirty.remove(key);
            working.add(key);
            Thread.ofVirtual().name(loop + " " + key).start(() -> work(key));
        }
    }

    private void work(ObjectKey key) {
        try {
            Reconciler.Outcome outcome = reconciler.reconcile(key);
            succeeded(key);
            outcome.requeueAfter().ifPresent(after -> addAfter(key, after));
        } catch (RuntimeException e) { // whatever it is, the key comes again and other keys go on
            Duration again = failed(key);
            LOG.error("loop={} object={} failed, again in {}", loop, key, again, e);
            addAfter(key, again);
        } finally {
            end(key);
        }
    }

    private synchronized void succeeded(ObjectKey key) {
        failed.remove(key);
    }

    private synchronized Duration failed(ObjectKey key) {
        failures++;
        int before = failed.merge(key, 1, Integer::sum) - 1;
        Duration again = FIRST_BACK_OFF.multipliedBy(1L << Math.min(before, MAX_DOUBLINGS));
        return again.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : again;
    }

    private synchronized void end(ObjectKey key) {
        done++;
        working.remove(key);
        if (dirty.contains(key) && !closed) {
            ready.add(key);
        }
        begin();
        notifyAll();
    }

    /// Begins no work any more and waits for what runs.
    synchronized void close() {
        closed = true;
        ready.clear();
        delayed.clear();
        boolean interrupted = false;
        while (!working.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
