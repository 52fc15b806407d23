package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What an autoscaler recommends for the containers of its pods, and why.
///
/// @param containers sorted by name; those whose policy is off are left out
public record RequestDecision(List<ContainerDecision> containers) {
    /// The condition that says whether there is a recommendation.
    public static final String PROVIDED = "RecommendationProvided";

    /// The condition that says that no pod matches; absent where one does.
    public static final String NO_PODS = "NoPodsMatched";

    public RequestDecision {
        containers = List.copyOf(containers);
    }

    public List<ContainerRecommendation> recommendation() {
        List<ContainerRecommendation> all = new ArrayList<>(containers.size());
        for (ContainerDecision container : containers) {
            all.add(container.recommendation());
        }
        return all;
    }

    /// The status that follows another. Conditions of other types stay.
    ///
    /// @param pods how many the selector matches
    public Status after(Status before, int pods, Instant now) {
        String reason = pods > 0 ? "" : NO_PODS;
        String message = pods > 0 ? "" : "No pods match this VPA object";
        List<Condition> kept = new ArrayList<>(before.conditions());
        if (pods > 0) {
            kept.removeIf(condition -> condition.type().equals(NO_PODS));
        }
        Status status = new Status(before.recommendation(), kept).withRecommendation(recommendation());
        if (pods == 0) {
            status = status.with(new Condition(NO_PODS, "True", reason, message, now));
        }
        return containers.isEmpty()
                ? status.with(new Condition(PROVIDED, "False", reason, message, now))
                : status.with(new Condition(PROVIDED, "True", "", "", now));
    }

    public Explanation explanation() {
        Explanation why = Explanation.because(
                containers.isEmpty() ? "nothing to recommend yet" : "sized by what containers used");
        for (ContainerDecision container : containers) {
            why = why.step(container.explanation());
        }
        return why;
    }
}
