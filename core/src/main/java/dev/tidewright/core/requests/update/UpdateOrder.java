package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.UpdatePolicy.Mode;
import dev.tidewright.core.requests.admission.Controlling;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.Capping;
import dev.tidewright.core.requests.update.Restrictions.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which pods of a pass should change and may, most urgent first; the others are held, each for its reason.
final class UpdateOrder {
    private final UpdateView view;
    private final Mode mode;
    private final Restrictions restrictions;
    private final InfeasibleAttempts infeasible;
    private final List<Held> held;
    private final UpdatePriority priority;

    /// A pod that should change.
    ///
    /// @param recommendation capped for it
    record Chosen(Pod pod, Urgency urgency, CappedRecommendation recommendation, Explanation why) {}

    /// @param held learns which pods stay as they are
    UpdateOrder(UpdateView view, Restrictions restrictions, InfeasibleAttempts infeasible, List<Held> held) {
        this.view = view;
        this.mode = view.vpa().spec().updates().mode();
        this.restrictions = restrictions;
        this.infeasible = infeasible;
        this.held = held;
        this.priority = new UpdatePriority(view.vpa(), view.settings(), view.now());
    }

    /// The pods that still have a boost; they lose it, and nothing else happens to them until then.
    List<Pod> boosted() {
        return view.pods().stream().filter(this::isBoosted).toList();
    }

    private boolean isBoosted(Pod pod) {
        return view.settings().gates().startupBoost()
                && Controlling.hasBoost(view.vpa())
                && ReplicaGroups.isBoosted(pod);
    }

    /// The pods to be evicted from the start.
    List<Chosen> toEvict() {
        return switch (mode) {
            case RECREATE, AUTO -> ordered(restrictions::mayBeEvicted);
            case OFF, INITIAL, IN_PLACE, IN_PLACE_OR_RECREATE -> List.of();
        };
    }

    /// The pods to be resized.
    List<Chosen> toResize() {
        return switch (mode) {
            case RECREATE, AUTO -> List.of();
            case OFF, INITIAL -> none("its autoscaler does not touch running pods");
            case IN_PLACE_OR_RECREATE ->
                ordered(pod -> switch (restrictions.inPlace(pod)) {
                    case APPROVED, EVICT -> true;
                    case DEFERRED, INFEASIBLE, INFEASIBLE_BEFORE -> false;
                });
            case IN_PLACE ->
                view.settings().gates().inPlace()
                        ? ordered(pod -> restrictions.inPlace(pod) != Verdict.INFEASIBLE_BEFORE)
                        : none("the feature gate InPlace is off");
        };
    }

    private List<Chosen> none(String rule) {
        for (Pod pod : view.pods()) {
            held.add(new Held(pod, Explanation.because(rule).given("mode", mode)));
        }
        return List.of();
    }

    private List<Chosen> ordered(Predicate<Pod> may) {
        List<Chosen> chosen = new ArrayList<>();
        for (Pod pod : view.pods()) {
            if (isBoosted(pod)) {
                continue;
            }
            if (may.test(pod)) {
                choose(pod).ifPresent(chosen::add);
            } else {
                held.add(new Held(pod, restrictions.whyNot(pod)));
            }
        }
        chosen.sort((a, b) -> b.urgency().compareTo(a.urgency()));
        return chosen;
    }

    private Optional<Chosen> choose(Pod pod) {
        CappedRecommendation capped = Capping.of(view.vpa(), pod, view.ranges());
        if (mode == Mode.IN_PLACE && infeasible.cover(pod, capped.containers())) {
            return hold(pod, restrictions.whyNot(pod));
        }
        return switch (priority.judge(pod, capped)) {
            case Judgement.Declined declined -> hold(pod, declined.why());
            case Judgement.Accepted accepted ->
                priority.meetsRequirements(pod, capped)
                        ? Optional.of(new Chosen(pod, accepted.urgency(), capped, accepted.why()))
                        : hold(
                                pod,
                                Explanation.because("its eviction requirements do not hold")
                                        .step(accepted.why()));
        };
    }

    private Optional<Chosen> hold(Pod pod, Explanation why) {
        held.add(new Held(pod, why));
        return Optional.empty();
    }
}
