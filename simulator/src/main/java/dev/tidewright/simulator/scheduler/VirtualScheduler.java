package dev.tidewright.simulator.scheduler;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.scheduling.Placement;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.scheduling.Preemption;
import dev.tidewright.core.scheduling.Sacrifice;
import dev.tidewright.core.scheduling.Scheduling;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Seconds;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

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
    private final Nominations nominations = new Nominations(picture);
    private final Preemption preemption;
    private boolean cyclePlanned;
    private long preempted;
    private Optional<Answer> lastAnswer = Optional.empty();

    /// What was found out for a shape; holds for every pod of it until the picture changes.
    private record Answer(PodShape shape, long version, String message, Explanation why) {}

    public VirtualScheduler(Timeline timeline, Store store, Journal journal) {
        this.timeline = timeline;
        this.store = store;
        this.journal = journal;
        queue = new SchedulingQueue(timeline, this::planCycle);
        keeper = new PictureKeeper(store, picture, new Waking());
        preemption = new Preemption(
                picture, fit, pod -> store.get(pod.key(), Pod.class).orElse(pod));
        store.watch(Pod.class, this::hear);
    }

    /// Registers the pods that have no node, and those that were moved against their will: evicted, sent away for a
    /// more urgent one, or otherwise.
    ///
    /// @param movedOtherwise so far, e.g. by a cloud that takes machines back
    public void recordTo(Recorder recorder, LongSupplier movedOtherwise) {
        recorder.gauge("cluster", Measures.PENDING_PODS, queue::size);
        recorder.counter(
                "cluster", Measures.EVICTIONS, () -> store.evictions() + preempted + movedOtherwise.getAsLong());
    }

    /// Pods that have no node now.
    public int pendingPods() {
        return queue.size();
    }

    /// Pods that were told to go for a more urgent one, so far.
    public long preemptions() {
        return preempted;
    }

    private void hear(Optional<Pod> before, Optional<Pod> after) {
        if (after.isEmpty() || after.get().node().isPresent() || after.get().isTerminating()) {
            forget(after.or(() -> before).orElseThrow());
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

    private void forget(Pod pod) {
        queue.remove(pod.key());
        if (nominations.remove(pod.key()) && pod.node().isEmpty()) {
            lastAnswer = Optional.empty(); // others may have the place that was kept for it
            queue.waitingShapes().forEach(queue::wake);
        }
    }

    private void schedule(PendingPod pending, Pod pod) {
        Optional<Answer> known =
                lastAnswer.filter(answer -> answer.shape() == pending.shape && answer.version() == keeper.version());
        if (known.isPresent()) {
            fail(pending, pod, known.get(), pod.status().nominatedNode());
            return;
        }
        boolean reserved = nominations.reserveAgainst(pod);
        Placement placement = choose(pending, pod);
        Optional<Sacrifice> sacrifice = placement instanceof Placement.Nowhere && mayPreempt(pending, pod)
                ? preemption.find(pod, pending.shape, budgets())
                : Optional.empty();
        nominations.release(reserved);
        switch (placement) {
            case Placement.Chosen chosen -> bind(pending, chosen);
            case Placement.Nowhere nowhere -> fail(pending, pod, nowhere, sacrifice);
        }
    }

    /// The node that is kept for the pod, if it has room by now; else the best there is.
    private Placement choose(PendingPod pending, Pod pod) {
        var kept = nominations.nodeOf(pod.key());
        if (kept.isPresent()) {
            var slot = picture.find(kept.get());
            if (slot.isPresent() && fit.fits(pending.shape, slot.getAsInt())) {
                return new Placement.Chosen(slot.getAsInt(), kept.get(), 0);
            }
        }
        return scheduling.choose(pod);
    }

    private boolean mayPreempt(PendingPod pending, Pod pod) {
        return !pod.spec().preemptionPolicy().equals("Never")
                && keeper.holdsLowerThan(pending.priority)
                && nominations
                        .nodeOf(pod.key())
                        .filter(node -> isBeingCleared(node, pending.priority))
                        .isEmpty();
    }

    private List<Budget> budgets() {
        return store.list(PodDisruptionBudget.class).stream()
                .map(budget -> new Budget(budget.key(), budget.selector(), budget.allowed()))
                .toList();
    }

    /// Whether a node already has pods of lower priority on their way out, so that it is worth waiting for it.
    private boolean isBeingCleared(String node, int priority) {
        for (Pod pod : store.podsOn(node)) {
            if (pod.isTerminating() && pod.spec().priority() < priority) {
                return true;
            }
        }
        return false;
    }

    private void fail(PendingPod pending, Pod pod, Placement.Nowhere nowhere, Optional<Sacrifice> sacrifice) {
        Explanation why = because("no node would have it").given("nodes", nowhere.nodes());
        for (var reason : nowhere.reasons().entrySet()) {
            why = why.given(reason.getKey(), reason.getValue());
        }
        if (sacrifice.isPresent()) {
            String node = sacrifice.get().node();
            nominations.nominate(pod, pending.shape, node);
            Answer answer = new Answer(pending.shape, keeper.version(), nowhere.message(), why);
            fail(pending, pod, answer, node);
            sacrifice.get().victims().forEach(victim -> preempt(victim, pod, node));
            return;
        }
        String message = nowhere.message() + (nowhere.nodes() == 0 ? "" : " " + noPreemption(pending.shape, pod));
        Answer answer = new Answer(pending.shape, keeper.version(), message, why);
        lastAnswer = nominations.nodeOf(pod.key()).isPresent() ? Optional.empty() : Optional.of(answer);
        fail(pending, pod, answer, pod.status().nominatedNode());
    }

    private String noPreemption(PodShape shape, Pod pod) {
        if (pod.spec().preemptionPolicy().equals("Never")) {
            return "preemption: not eligible due to preemptionPolicy=Never.";
        }
        return Verdicts.noPreemption(picture.nodeCount(), preemption.unhelpful(shape));
    }

    private void preempt(Pod victim, Pod pod, String node) {
        if (victim.isTerminating()) {
            return;
        }
        List<Long> causes = journal.latest(pod.key()).map(List::of).orElse(List.of());
        Explanation why = because("a pod of higher priority needs its place")
                .given("for", pod.key())
                .given("node", node)
                .given("priority", victim.spec().priority())
                .given("against", pod.spec().priority());
        record(victim.key(), "preempt", why, causes);
        String message = "Preempted by pod %s on node %s".formatted(pod.meta().uid(), node);
        store.apply(new Change.Emit(victim.key(), "Normal", "Preempted", message));
        store.apply(new Change.Delete(victim.key()));
        preempted++;
    }

    private void bind(PendingPod pending, Placement.Chosen chosen) {
        if (!(store.bind(pending.key, chosen.name()) instanceof Cluster.Outcome.Applied)) {
            queue.setAside(pending); // the pod changed under us; what changed it wakes it or takes it out
            return;
        }
        String message = "Successfully assigned %s/%s to %s"
                .formatted(pending.key.namespace(), pending.key.name(), chosen.name());
        store.apply(new Change.Emit(pending.key, "Normal", "Scheduled", message));
        Explanation why = because(pending.journalled ? "a node has room now" : "the best of the nodes that fit")
                .given("node", chosen.name())
                .given("score", chosen.score())
                .given("attempts", pending.attempts)
                .given("seconds", Seconds.of(timeline.nanos() - pending.createdNanos));
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

    private void fail(PendingPod pending, Pod pod, Answer answer, String nominatedNode) {
        queue.setAside(pending);
        if (!pending.journalled) {
            pending.journalled = true;
            List<Long> causes = journal.latest(pending.key).map(List::of).orElse(List.of());
            record(pending.key, "unschedulable", answer.why(), causes);
        }
        store.apply(new Change.Emit(pending.key, "Warning", "FailedScheduling", answer.message()));
        store.apply(new Change.ReplaceStatus(
                pod.with(Verdicts.unschedulable(pod.status(), answer.message(), nominatedNode, timeline.instant()))));
    }

    private void record(ObjectKey about, String verb, Explanation why, List<Long> causes) {
        journal.record(new Journal.Entry(timeline.instant(), "scheduler", about, verb, why, causes));
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
