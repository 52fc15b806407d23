package dev.tidewright.core.requests.admission;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.util.List;
import java.util.Optional;

/// Which autoscaler controls a pod: of those that target its top-most controller and select its labels the oldest,
/// then the one with the smaller name.
///
/// Source: `GetControllingVPAForPod` in VPA's `utils/vpa/api.go`.
public record Controlling(Optional<VerticalPodAutoscaler> vpa, Explanation why) {
    /// Of all candidates, whatever their mode.
    ///
    /// @param controller the top-most controller of the pod; empty for a pod that has none
    public static Controlling of(Pod pod, Optional<ObjectKey> controller, List<Candidate> candidates) {
        if (controller.isEmpty()) {
            return new Controlling(Optional.empty(), Explanation.because("the pod has no controller"));
        }
        Explanation why = Explanation.because("");
        Optional<VerticalPodAutoscaler> best = Optional.empty();
        for (Candidate candidate : candidates) {
            VerticalPodAutoscaler vpa = candidate.vpa();
            Optional<String> obstacle = obstacle(pod, controller.get(), candidate);
            if (obstacle.isEmpty() && best.isPresent() && !isStronger(vpa, best.get())) {
                obstacle = Optional.of("an older one comes first, or one whose name sorts before it");
            }
            if (obstacle.isPresent()) {
                why = why.step(Explanation.because(obstacle.get()).given("autoscaler", name(vpa)));
            } else {
                best = Optional.of(vpa);
            }
        }
        return new Controlling(best, finished(best, controller.get(), why));
    }

    /// Of those that a new pod may be changed by: not those in mode Off that have no boost to give.
    public static Controlling ofNew(Pod pod, Optional<ObjectKey> controller, List<Candidate> candidates) {
        return of(
                pod,
                controller,
                candidates.stream()
                        .filter(each ->
                                each.vpa().spec().updates().mode() != UpdatePolicy.Mode.OFF || hasBoost(each.vpa()))
                        .toList());
    }

    /// Whether any of its containers is to start with more processors.
    public static boolean hasBoost(VerticalPodAutoscaler vpa) {
        return vpa.spec().startupBoost().isPresent()
                || vpa.spec().policies().stream()
                        .anyMatch(policy -> policy.startupBoost().isPresent());
    }

    private static Optional<String> obstacle(Pod pod, ObjectKey controller, Candidate candidate) {
        VerticalPodAutoscaler vpa = candidate.vpa();
        if (!vpa.meta().namespace().equals(pod.meta().namespace())) {
            return Optional.of("it is of another namespace");
        }
        Optional<ObjectReference> target = vpa.spec().target();
        if (target.isEmpty()) {
            return Optional.of("it has no target");
        }
        if (!target.get().kind().equals(controller.kind())
                || !target.get().name().equals(controller.name())) {
            return Optional.of("it targets another workload");
        }
        if (candidate.selector().isEmpty()) {
            return Optional.of("the pods of its target cannot be found out");
        }
        return candidate.selector().get().matches(pod.meta().labels())
                ? Optional.empty()
                : Optional.of("its target does not select the pod");
    }

    private static boolean isStronger(VerticalPodAutoscaler one, VerticalPodAutoscaler other) {
        int byAge = one.meta().created().compareTo(other.meta().created());
        return byAge != 0 ? byAge < 0 : one.meta().name().compareTo(other.meta().name()) < 0;
    }

    private static Explanation finished(Optional<VerticalPodAutoscaler> best, ObjectKey controller, Explanation why) {
        Explanation rule = Explanation.because(
                        best.isPresent() ? "it targets the pod's controller" : "no autoscaler controls the pod")
                .given("controller", controller);
        Explanation named = best.map(vpa -> rule.given("autoscaler", name(vpa))).orElse(rule);
        return new Explanation(named.rule(), named.facts(), why.steps());
    }

    private static String name(VerticalPodAutoscaler vpa) {
        return vpa.meta().name();
    }
}
