package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Termination;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.UpdatePolicy.EvictionRequirement;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which pods of an autoscaler should get other requests, and which first. A pod outside its recommended range is taken
/// at once, and one that was killed for memory soon after its start; any other only when it is old enough and would
/// change enough.
///
/// Source: VPA's `updater/priority/update_priority_calculator.go` and `scaling_direction_pod_eviction_admission.go`.
public final class UpdatePriority {
    private static final String OOM_KILLED = "OOMKilled";

    private final VerticalPodAutoscaler vpa;
    private final UpdateSettings settings;
    private final Instant now;

    public UpdatePriority(VerticalPodAutoscaler vpa, UpdateSettings settings, Instant now) {
        this.vpa = vpa;
        this.settings = settings;
        this.now = now;
    }

    /// @param recommendation capped for this pod
    public Judgement judge(Pod pod, CappedRecommendation recommendation) {
        Urgency urgency = Urgency.of(pod, recommendation);
        Optional<ContainerStatus> killed = killedEarly(pod);
        if (killed.isPresent() && urgency.change() == 0) {
            return new Judgement.Declined(pod, urgency, because("its requests would not change", urgency));
        }
        if (killed.isPresent()) {
            Explanation why = because("it was killed for memory soon after its start", urgency)
                    .given("container", killed.get().name());
            return new Judgement.Accepted(pod, urgency, why);
        }
        return urgency.outsideRange()
                ? new Judgement.Accepted(
                        pod, urgency, because("its requests are outside the recommended range", urgency))
                : judgeWithinRange(pod, urgency);
    }

    private Judgement judgeWithinRange(Pod pod, Urgency urgency) {
        Optional<Instant> started = pod.status().started();
        if (started.isEmpty()) {
            return new Judgement.Declined(pod, urgency, because("nobody knows when it started", urgency));
        }
        if (now.isBefore(started.get().plus(settings.lifetime()))) {
            Explanation why = because("it is young, and its requests are within the recommended range", urgency)
                    .given("from age", settings.lifetime());
            return new Judgement.Declined(pod, urgency, why);
        }
        if (urgency.change() < settings.minChange()) {
            Explanation why =
                    because("its requests would change too little", urgency).given("from change", settings.minChange());
            return new Judgement.Declined(pod, urgency, why);
        }
        return new Judgement.Accepted(
                pod, urgency, because("it is old enough, and its requests would change", urgency));
    }

    private static Explanation because(String rule, Urgency urgency) {
        return Explanation.because(rule).given("change", urgency.change());
    }

    private Optional<ContainerStatus> killedEarly(Pod pod) {
        ObservedContainers observed = ObservedContainers.of(pod);
        Duration threshold = settings.gates().perVpaConfig()
                ? vpa.spec().updates().evictAfterOom().orElse(settings.evictAfterOom())
                : settings.evictAfterOom();
        for (ContainerStatus container : pod.status().containers()) {
            boolean judged = observed.includes(container.name())
                    && vpa.spec()
                            .policyOf(container.name())
                            .filter(ContainerPolicy::isOff)
                            .isEmpty();
            if (judged
                    && container
                            .lastEnd()
                            .filter(end -> isEarly(end, threshold))
                            .isPresent()) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }

    private static boolean isEarly(Termination end, Duration threshold) {
        return end.reason().equals(OOM_KILLED)
                && Duration.between(end.started(), end.finished()).compareTo(threshold) < 0;
    }

    /// Whether the autoscaler's eviction requirements let the pod be replaced: all of them must hold for at least one
    /// container that has a recommendation. One without requests of its own is always let through.
    public boolean meetsRequirements(Pod pod, CappedRecommendation recommendation) {
        List<EvictionRequirement> requirements = vpa.spec().updates().requirements();
        for (var container : pod.spec().containers()) {
            Optional<ContainerRecommendation> one = recommendation.of(container.name());
            Resources requests = pod.resourcesOf(container.name()).requests();
            if (one.isPresent() && (lacksRequests(requests) || meetsAll(requirements, requests, one.get()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean lacksRequests(Resources requests) {
        return requests.get(Resources.CPU).isEmpty()
                || requests.get(Resources.MEMORY).isEmpty();
    }

    private static boolean meetsAll(
            List<EvictionRequirement> requirements, Resources requests, ContainerRecommendation one) {
        for (EvictionRequirement requirement : requirements) {
            boolean met = requirement.resources().stream()
                    .anyMatch(resource -> meets(requirement.change(), resource, requests, one.target()));
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(UpdatePolicy.Change change, String resource, Resources requests, Resources target) {
        long now = requests.get(resource).map(Quantity::milli).orElse(0L);
        long then = target.get(resource).map(Quantity::milli).orElse(0L);
        return switch (change) {
            case TARGET_HIGHER -> then > now;
            case TARGET_LOWER -> then < now;
        };
    }
}
