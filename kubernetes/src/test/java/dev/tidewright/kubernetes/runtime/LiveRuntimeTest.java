package dev.tidewright.kubernetes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.loop.LoopRuntime.Queue;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRuntimeTest {
    private static final ObjectKey A = new ObjectKey("Pod", "n", "a");
    private static final ObjectKey B = new ObjectKey("Pod", "n", "b");

    private final LiveRuntime runtime = new LiveRuntime(InstantSource.system(), new Meters());
    private final List<ObjectKey> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        runtime.close();
    }

    @Test
    void equalKeysThatWaitRunOnceAndOneAddedMeanwhileRunsAgain() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Queue queue = runtime.drive("loop", key -> {
            ran.add(key);
            begun.countDown();
            awaitQuietly(mayEnd);
            return Reconciler.Outcome.DONE;
        });
        queue.add(A);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        queue.add(A);
        queue.add(A);
        queue.add(B);
        queue.add(B);
        mayEnd.countDown();
        awaitRuns(3);
        awaitIdle();
        assertThat(ran).containsExactly(A, B, A);
    }

    @Test
    void aFailureComesAgainAndAgainUntilItSucceeds() {
        AtomicInteger tries = new AtomicInteger();
        Queue queue = runtime.drive("loop", key -> {
            ran.add(key);
            if (tries.incrementAndGet() < 4) {
                throw new IllegalStateException("not yet");
            }
            return Reconciler.Outcome.DONE;
        });
        queue.add(A);
        awaitRuns(4);
        awaitIdle();
        assertThat(standing()).isEqualTo(new WorkQueue.Standing(0, 0, 0, 4, 3));
    }

    @Test
    void theEarlierOfTwoDueTimesWins() {
        Queue queue = runtime.drive("loop", key -> {
            ran.add(key);
            return Reconciler.Outcome.DONE;
        });
        queue.addAfter(A, Duration.ofHours(1));
        queue.addAfter(A, Duration.ofMillis(20));
        queue.addAfter(A, Duration.ofHours(2));
        awaitRuns(1);
        assertThat(standing().delayed()).isZero();
    }

    @Test
    void nothingBeginsOnceItIsClosed() {
        Queue queue = runtime.drive("loop", key -> {
            ran.add(key);
            return Reconciler.Outcome.again(Duration.ofMillis(1));
        });
        queue.add(A);
        awaitRuns(2);
        runtime.close();
        int runs = ran.size();
        queue.add(B);
        assertThat(ran).hasSize(runs).doesNotContain(B);
    }

    private WorkQueue.Standing standing() {
        return Objects.requireNonNull(runtime.standing().get("loop"));
    }

    private void awaitRuns(int runs) {
        await(() -> ran.size() >= runs);
    }

    private void awaitIdle() {
        await(() -> {
            WorkQueue.Standing standing = standing();
            return standing.working() == 0 && standing.waiting() == 0 && standing.delayed() == 0;
        });
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            awaitQuietly(new CountDownLatch(1), 10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        awaitQuietly(latch, 5_000);
    }

    private static void awaitQuietly(CountDownLatch latch, long millis) {
        try {
            boolean _ = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
