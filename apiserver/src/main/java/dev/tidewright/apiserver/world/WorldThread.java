package dev.tidewright.apiserver.world;

import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The one thread that plays the world. Due events happen by the wall's clock; between two of them, what other threads
/// ask is answered, in the order in which they asked.
///
/// The methods may be called from any thread; what is asked runs on the world's thread alone.
public final class WorldThread implements AutoCloseable, InstantSource {
    /// So many questions may wait; whoever asks the next one waits for a place.
    private static final int MOST_WAITING = 4_096;
    /// After so many questions the world's own events have their turn.
    private static final int MOST_AT_ONCE = 256;

    private static final long IDLE_NANOS = 50_000_000L;

    private final Timeline timeline;
    private final Pace pace;
    private final ArrayBlockingQueue<Runnable> asked = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Runnable> batch = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile long nowNanos;
    private volatile boolean closed;

    /// @param wallNanos the wall's clock, as `System.nanoTime`
    /// @param wall      the same, as people read it
    /// @param speed     seconds of virtual time a second
    public WorldThread(Timeline timeline, LongSupplier wallNanos, InstantSource wall, double speed) {
        this.timeline = timeline;
        this.pace = new Pace(wallNanos, wall, timeline, speed);
        this.nowNanos = timeline.nanos();
        this.thread = Thread.ofPlatform().name("world").daemon().unstarted(this::play);
    }

    public void start() {
        thread.start();
    }

    /// Asks a question and waits for its answer. What the question throws is thrown here.
    ///
    /// @throws IllegalStateException when the world has ended
    public <T> T ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        put(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void put(Runnable question) {
        if (closed || ended.isDone()) {
            throw over();
        }
        try {
            asked.put(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the world", e);
        }
        if (ended.isDone() && asked.remove(question)) {
            throw over();
        }
    }

    /// The wall's time at the last event or question: what clients are told.
    @Override
    public Instant instant() {
        return clock().show(virtual());
    }

    /// Virtual time as of the last event or question.
    public Instant virtual() {
        return timeline.start().plusNanos(nowNanos);
    }

    /// What the wall's clock shows at virtual instants.
    public WallClock clock() {
        return pace.clock();
    }

    /// Seconds of virtual time a second; takes effect at once.
    public void speed(double speed) {
        ask(() -> {
            pace.speed(speed, timeline.nanos());
            return speed;
        });
    }

    public double speed() {
        return ask(pace::speed);
    }

    private IllegalStateException over() {
        return new IllegalStateException("the world has ended", failure().orElse(null));
    }

    /// Why the world ended by itself, if it did: a fault of an actor.
    public Optional<Throwable> failure() {
        return ended.isCompletedExceptionally() ? Optional.of(ended.exceptionNow()) : Optional.empty();
    }

    private void play() {
        try {
            while (!closed) {
                if (!advance()) {
                    rest();
                }
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
        answer(); // nobody is left waiting
    }

    /// Lets what is due happen, answering in between. Returns false once nothing is due.
    private boolean advance() {
        long target = pace.target(timeline.nanos());
        boolean stepped = true;
        while (stepped && !closed) {
            stepped = timeline.step(target);
            nowNanos = timeline.nanos();
            if (!asked.isEmpty()) {
                answer();
                return true;
            }
        }
        return false;
    }

    private void answer() {
        asked.drainTo(batch, closed ? MOST_WAITING : MOST_AT_ONCE);
        for (Runnable question : batch) {
            question.run();
        }
        batch.clear();
    }

    private void rest() {
        long wait = Math.min(pace.waitFor(timeline.nextDueNanos()), IDLE_NANOS);
        if (wait <= 0) {
            return;
        }
        try {
            Runnable question = asked.poll(wait, TimeUnit.NANOSECONDS);
            if (question != null) {
                timeline.step(Math.min(timeline.nextDueNanos() - 1, pace.target(timeline.nanos())));
                nowNanos = timeline.nanos();
                question.run();
                answer();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /// Ends the world, once what was asked is answered.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
