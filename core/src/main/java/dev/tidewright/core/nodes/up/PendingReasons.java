package dev.tidewright.core.nodes.up;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Unhelped;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.scheduling.Shortage;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Why a pod is pending: what the nodes say, what scale-up makes of it, and what one more node of each group would say.
/// Every reason is named, where scheduler and scale-up stop at the first.
public final class PendingReasons {
    private final ScaleUpView view;
    private final ClusterPicture picture;
    private final Fit fit;
    private final Pod pod;
    private final PodShape shape;

    private PendingReasons(ScaleUpView view, Pod pod) {
        this.view = view;
        this.picture = view.picture();
        this.fit = new Fit(picture);
        this.pod = pod;
        this.shape = picture.shape(pod);
    }

    /// @param view with the pod among those pending; its picture is given back as it was
    public static Explanation explain(ScaleUpView view, Pod pod) {
        view.picture().fork();
        try {
            return explain(view, ScaleUpPlanning.decide(view), pod);
        } finally {
            view.picture().revert();
        }
    }

    /// The same for a decision that was made.
    ///
    /// @param view as the decision left it
    public static Explanation explain(ScaleUpView view, ScaleUpDecision decision, Pod pod) {
        return new PendingReasons(view, pod).explain(decision);
    }

    private Explanation explain(ScaleUpDecision decision) {
        Optional<String> place = picture.nodeOf(pod).stream()
                .mapToObj(slot -> picture.node(slot).meta().name())
                .findFirst();
        Explanation why = summary(decision, place).step(nodes());
        var prospects = new Prospects(view);
        for (GrowingGroup group : view.groups()) {
            why = why.step(group(group, prospects.template(group.id()), decision));
        }
        return why;
    }

    private Explanation summary(ScaleUpDecision decision, Optional<String> place) {
        int cutoff = view.flags().scaleUp().expendableCutoff();
        if (pod.spec().priority() < cutoff) {
            return because("its priority is so low that no node is ordered for it")
                    .given("priority", pod.spec().priority())
                    .given("expendable-pods-priority-cutoff", cutoff);
        }
        if (place.isPresent()) {
            return because("it has a place and waits for the scheduler or for the node")
                    .given("node", place.get());
        }
        if (PodTraits.belongsToDaemonSet(pod)) {
            return because("no node is ordered for a pod of a DaemonSet");
        }
        if (decision.triggered().contains(pod)) {
            return because("nodes are ordered for it").given("plan", decision.plan());
        }
        if (decision.awaiting().contains(pod)) {
            return because("another group grows first, for other pods").given("plan", decision.plan());
        }
        boolean unhelped = decision.remaining().stream().map(Unhelped::pods).anyMatch(pods -> pods.contains(pod));
        return because(unhelped ? "no group can help" : "not helped in this look")
                .given("result", decision.result());
    }

    /// How many nodes, those on order among them, give each reason.
    private Explanation nodes() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        int fitting = 0;
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot)) {
                List<String> reasons = reasons(slot, false);
                fitting += reasons.isEmpty() ? 1 : 0;
                reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
            }
        }
        Explanation why = because("the nodes there are or will be").given("nodes", picture.nodeCount());
        why = fitting == 0 ? why : why.given("would take it", fitting);
        for (Map.Entry<String, Integer> reason : counts.entrySet()) {
            why = why.given(reason.getKey(), reason.getValue());
        }
        return why;
    }

    /// Every reason of a node; with amounts, where asked for.
    private List<String> reasons(int slot, boolean amounts) {
        List<String> reasons = new ArrayList<>();
        for (Rejected rejected : fit.everyReason(pod, slot)) {
            reasons.addAll(rejected.reasons().isEmpty() ? List.of("node(s) not named by the pod") : rejected.reasons());
        }
        if (amounts) {
            fit.shortages(shape, slot).stream().map(Shortage::toString).forEach(reasons::add);
        }
        return reasons;
    }

    private Explanation group(GrowingGroup group, NodeTemplate template, ScaleUpDecision decision) {
        picture.fork();
        List<String> reasons = reasons(template.addTo(picture, "0"), true);
        picture.revert();
        Explanation why = because(
                        reasons.isEmpty()
                                ? group.id() + ": one more node would take it"
                                : group.id() + ": one more node would not take it")
                .given("size", group.targetSize() + " of " + group.maxSize());
        for (String reason : reasons) {
            why = why.given("because", reason);
        }
        Optional<String> skipped = decision.skipped(group.id());
        return skipped.isEmpty() ? why : why.given("not tried", skipped.get());
    }
}
