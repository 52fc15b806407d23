package dev.tidewright.simulator.scheduler;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.scheduling.Placement;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.scheduling.Scheduling;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// kube-scheduler in virtual time: one pod after the other, the most urgent first. Not thread-safe.
public final class VirtualScheduler {
    /// One scheduling cycle, from taking a pod up to its binding: 500 pods a second, the order of what kube-scheduler
    /// reaches in `scheduler_perf`'s SchedulingBasic on thousands of nodes.
    static final Duration CYCLE = Duration.ofMillis(2);

    private static final String OURS = "default-scheduler";

    private final Timeline timeline;
    private final Store store;
    private final Journal journal;
    private final ClusterPicture picture = new ClusterPicture(Namespaces.UNLABELLED);
    private final Scheduling scheduling = new Scheduling(picture);
    private final Fit fit = new Fit(picture);
    private final PictureKeeper keeper;
    private final SchedulingQueue queue;
    private boolean cyclePlanned;
    private Optional<Answer> lastAnswer = Optional.empty();

    /// What was found out for a shape; holds for every pod of it until the picture changes.
    private record Answer(PodShape shape, long version, String message, Explanation why) {}

    public VirtualScheduler(Timeline timeline, Store store, Journal journal) {
        this.timeline = timeline;
        this.store = store;
        this.journal = journal;
        queue = new SchedulingQueue(timeline, this::planCycle);
        keeper = new PictureKeeper(store, picture, new Waking());
        store.watch(Pod.class, this::hear);
    }

    /// Registers the number of pods that have no node.
    public void recordTo(Recorder recorder) {
        recorder.gauge("cluster", Measures.PENDING_PODS, queue::size);
    }

    /// Pods that have no node now.
    public int pendingPods() {
        return queue.size();
    }

    private void hear(Optional<Pod> before, Optional<Pod> after) {
        if (after.isEmpty() || after.get().node().isPresent() || after.get().isTerminating()) {
            queue.remove(after.or(() -> before).orElseThrow().key());
        } else if (before.isEmpty() && after.get().spec().schedulerName().equals(OURS)) {
            queue.add(after.get(), picture.shape(after.get()));
        }
    }

    private void planCycle() {
        if (!cyclePlanned) {
            cyclePlanned = true;
            timeline.after(CYCLE, this::cycle);
        }
    }

    private void cycle() {
        cyclePlanned = false;
        if (!queue.hasActive()) {
            return; // what was active is gone
        }
        PendingPod next = queue.next();
        if (queue.hasActive()) {
            planCycle();
        }
        store.get(next.key, Pod.class).ifPresent(pod -> schedule(next, pod));
    }

    private void schedule(PendingPod pending, Pod pod) {
        boolean known = lastAnswer
                .filter(answer -> answer.shape() == pending.shape && answer.version() == keeper.version())
                .isPresent();
        if (known) {
            fail(pending, pod, lastAnswer.orElseThrow());
            return;
        }
        switch (scheduling.choose(pod)) {
            case Placement.Chosen chosen -> bind(pending, chosen);
            case Placement.Nowhere nowhere -> {
                Answer answer = answer(pending.shape, nowhere);
                lastAnswer = Optional.of(answer);
                fail(pending, pod, answer);
            }
        }
    }

    private Answer answer(PodShape shape, Placement.Nowhere nowhere) {
        Explanation why = because("no node would have it").given("nodes", nowhere.nodes());
        for (var reason : nowhere.reasons().entrySet()) {
            why = why.given(reason.getKey(), reason.getValue());
        }
        return new Answer(shape, keeper.version(), nowhere.message(), why);
    }

    private void bind(PendingPod pending, Placement.Chosen chosen) {
        store.bind(pending.key, chosen.name());
        String message = "Successfully assigned %s/%s to %s"
                .formatted(pending.key.namespace(), pending.key.name(), chosen.name());
        store.apply(new Change.Emit(pending.key, "Normal", "Scheduled", message));
        Explanation why = because(pending.journalled ? "a node has room now" : "the best of the nodes that fit")
                .given("node", chosen.name())
                .given("score", chosen.score())
                .given("attempts", pending.attempts)
                .given("seconds", seconds(timeline.nanos() - pending.createdNanos));
        record(pending.key, "bind", why, causesOfBinding(pending, chosen.name()));
    }

    /// A pod that had to wait was helped by what happened to its node last.
    private List<Long> causesOfBinding(PendingPod pending, String node) {
        List<Long> causes = new ArrayList<>(2);
        journal.latest(pending.key).ifPresent(causes::add);
        if (pending.journalled) {
            journal.latest(new ObjectKey("Node", "", node)).ifPresent(causes::add);
        }
        return causes;
    }

    private void fail(PendingPod pending, Pod pod, Answer answer) {
        queue.setAside(pending);
        if (!pending.journalled) {
            pending.journalled = true;
            List<Long> causes = journal.latest(pending.key).map(List::of).orElse(List.of());
            record(pending.key, "unschedulable", answer.why(), causes);
        }
        store.apply(new Change.Emit(pending.key, "Warning", "FailedScheduling", answer.message()));
        store.apply(new Change.ReplaceStatus(
                pod.with(Verdicts.unschedulable(pod.status(), answer.message(), timeline.instant()))));
    }

    private void record(ObjectKey about, String verb, Explanation why, List<Long> causes) {
        journal.record(new Journal.Entry(timeline.instant(), "scheduler", about, verb, why, causes));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%d.%03d", nanos / 1_000_000_000, nanos / 1_000_000 % 1_000);
    }

    /// Wakes what a change may help. A shape without rules about other pods is helped only if it fits that node now.
    private final class Waking implements PictureKeeper.Changes {
        @Override
        public void nodeChanged(String node) {
            wake(node, true);
        }

        @Override
        public void podChanged(Pod pod, String node, boolean freed) {
            wake(node, freed);
        }

        private void wake(String node, boolean roomier) {
            if (!queue.anyWaits()) {
                return;
            }
            var slot = picture.find(node);
            for (PodShape shape : queue.waitingShapes()) {
                boolean fits = roomier && slot.isPresent() && fit.fits(shape, slot.getAsInt());
                if (fits || Verdicts.looksAtOtherPods(shape)) {
                    queue.wake(shape);
                }
            }
        }
    }
}
