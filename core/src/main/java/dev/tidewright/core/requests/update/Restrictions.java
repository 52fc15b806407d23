package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.requests.UpdatePolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which pods may be disturbed now, and how: resized in place, evicted, or left alone because a resize is under way or
/// their group has lost enough. Counts what the pass does.
///
/// Source: VPA's `updater/restriction/pods_inplace_restriction.go` and `pods_eviction_restriction.go`.
final class Restrictions {
    /// How long a resize that waits for room is left alone before the pod is evicted instead.
    static final Duration DEFERRED_TIMEOUT = Duration.ofMinutes(5);

    /// How long one that is being carried out is.
    static final Duration PROGRESS_TIMEOUT = Duration.ofHours(1);

    private final UpdateView view;
    private final Mode mode;
    private final ReplicaGroups groups;
    private final InfeasibleAttempts infeasible;
    private final SortedMap<String, Instant> resizing;

    Restrictions(UpdateView view, InfeasibleAttempts infeasible) {
        this.view = view;
        this.mode = view.vpa().spec().updates().mode();
        this.groups = new ReplicaGroups(view.pods(), view.creators(), view.vpa(), view.settings());
        this.infeasible = infeasible;
        this.resizing = new TreeMap<>(view.memory().resizing());
    }

    /// What may be done to a pod in place.
    enum Verdict {
        /// Resize it.
        APPROVED,
        /// Not now.
        DEFERRED,
        /// Evict it instead.
        EVICT,
        /// It did not fit; ask again only because the recommendation may have changed.
        INFEASIBLE,
        /// It did not fit, and the recommendation asks for no less.
        INFEASIBLE_BEFORE
    }

    Verdict inPlace(Pod pod) {
        Optional<ReplicaGroup> group = groups.of(pod);
        if (group.isEmpty()
                || pod.status().phase() == Phase.PENDING
                || view.vpa().status().recommendation().isEmpty()) {
            return Verdict.DEFERRED;
        }
        boolean never = mode == Mode.IN_PLACE; // never evicts
        if (never && infeasible.cover(pod, view.vpa().status().recommendation().get())) {
            return Verdict.INFEASIBLE_BEFORE;
        }
        ResizeState state = ResizeState.of(pod);
        if (state == ResizeState.NONE) {
            boolean free = view.settings().skipsBudget() && restartsNothing(pod);
            return free || group.get().spares() ? Verdict.APPROVED : Verdict.DEFERRED;
        }
        if (never) {
            return state == ResizeState.INFEASIBLE ? Verdict.INFEASIBLE : Verdict.DEFERRED;
        }
        return isStalled(pod, group.get()) ? Verdict.EVICT : Verdict.DEFERRED;
    }

    private static boolean restartsNothing(Pod pod) {
        return pod.spec().containers().stream()
                .allMatch(container -> container.restartingResizes().isEmpty());
    }

    /// Whether a resize that is under way has failed or takes too long, and its group spares a pod.
    private boolean isStalled(Pod pod, ReplicaGroup group) {
        if (!ResizeState.isResizing(pod)) {
            return false;
        }
        Instant since = resizing.computeIfAbsent(pod.meta().uid(), uid -> view.now());
        if (!group.spares()) {
            return false;
        }
        Duration age = Duration.between(since, view.now());
        Optional<Condition> pending = pod.status().condition(ResizeState.PENDING);
        if (pending.isPresent()) {
            return !pending.get().reason().equals("Deferred") || age.compareTo(DEFERRED_TIMEOUT) > 0;
        }
        Optional<Condition> progress = pod.status().condition(ResizeState.PROGRESS);
        boolean plain = progress.isPresent()
                && progress.get().reason().isEmpty()
                && progress.get().message().isEmpty();
        return progress.isPresent() && (!plain || age.compareTo(PROGRESS_TIMEOUT) > 0);
    }

    boolean mayBeEvicted(Pod pod) {
        Optional<ReplicaGroup> group = groups.of(pod);
        if (group.isEmpty()) {
            return false;
        }
        if (pod.status().phase() == Phase.PENDING) {
            return true;
        }
        if (group.get().isTooSmall()) {
            return false;
        }
        return ResizeState.isResizing(pod)
                ? isStalled(pod, group.get())
                : group.get().spares();
    }

    /// Whether the pod may lose a boost that is over.
    boolean mayBeUnboosted(Pod pod) {
        return pod.status().phase() != Phase.PENDING
                && !ResizeState.isResizing(pod)
                && groups.of(pod).filter(ReplicaGroup::spares).isPresent();
    }

    boolean isGrouped(Pod pod) {
        return groups.of(pod).isPresent();
    }

    void resized(Pod pod) {
        groups.of(pod).ifPresent(ReplicaGroup::resized);
    }

    /// A pending pod serves nobody, so that its group loses nothing.
    void evicted(Pod pod) {
        if (pod.status().phase() != Phase.PENDING) {
            groups.of(pod).ifPresent(ReplicaGroup::evicted);
        }
    }

    /// Why a pod may not be disturbed.
    Explanation whyNot(Pod pod) {
        Optional<ReplicaGroup> group = groups.of(pod);
        if (group.isEmpty()) {
            return Explanation.because("its controller is gone, or has too few pods");
        }
        if (ResizeState.isResizing(pod)) {
            return Explanation.because("it is being resized").given("state", ResizeState.of(pod));
        }
        if (infeasible.cover(pod, view.vpa().status().recommendation().orElse(List.of()))) {
            return Explanation.because("the same did not fit its node before");
        }
        return Explanation.because("too many of its controller's pods are missing or were disturbed")
                .given("group", group.get());
    }

    /// When the resizes that are still under way were first noticed.
    SortedMap<String, Instant> resizing() {
        resizing.keySet()
                .retainAll(view.pods().stream()
                        .filter(ResizeState::isResizing)
                        .map(pod -> pod.meta().uid())
                        .toList());
        return resizing;
    }
}
