package dev.tidewright.core.requests.capping;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one container of a pod is to have.
///
/// Source: VPA's `admission-controller/resource/pod/recommendation`.
///
/// @param set   the amounts to write; those that it leaves out stay as they are
/// @param notes what held them back, in the annotation's words
public record WantedResources(String container, ContainerResources set, List<String> notes) {
    public WantedResources {
        notes = List.copyOf(notes);
    }

    public WantedResources with(ContainerResources set) {
        return new WantedResources(container, set, notes);
    }

    /// For each container of the pod, in its order; nothing to set where there is no recommendation for one.
    public static List<WantedResources> of(
            VerticalPodAutoscaler vpa, Pod pod, CappedRecommendation capped, List<LimitRange> ranges) {
        LimitBounds bounds = LimitBounds.of(ranges, pod.meta().namespace(), LimitRange.Item.CONTAINER);
        List<WantedResources> all = new ArrayList<>();
        for (Container container : pod.spec().containers()) {
            all.add(capped.of(container.name())
                    .map(one -> of(vpa, pod, one, bounds).noting(capped.capsOf(container.name())))
                    .orElse(new WantedResources(container.name(), ContainerResources.NONE, List.of())));
        }
        return all;
    }

    private static WantedResources of(
            VerticalPodAutoscaler vpa, Pod pod, ContainerRecommendation one, LimitBounds bounds) {
        String name = one.container();
        List<String> notes = new ArrayList<>();
        Resources limits = movesLimits(vpa, name)
                ? limits(pod.resourcesOf(name), one.target(), bounds.defaults(), notes)
                : Resources.NONE;
        return new WantedResources(name, new ContainerResources(one.target(), limits), notes);
    }

    private WantedResources noting(List<Cap> caps) {
        List<String> all = new ArrayList<>();
        caps.forEach(cap -> all.add(cap.annotation()));
        all.addAll(notes);
        return new WantedResources(container, set, all);
    }

    /// Whether a container's limits move with its requests. An autoscaler in mode Off has no say in it.
    public static boolean movesLimits(VerticalPodAutoscaler vpa, String container) {
        Optional<ContainerPolicy> policy = vpa.spec().updates().mode() == UpdatePolicy.Mode.OFF
                ? Optional.empty()
                : vpa.spec().policyOf(container);
        return policy.map(ContainerPolicy::controlledValues).orElse(ControlledValues.REQUESTS_AND_LIMITS)
                == ControlledValues.REQUESTS_AND_LIMITS;
    }

    /// The limits that keep their proportion to the requests.
    ///
    /// @param own      what the container has
    /// @param requests what it is to request
    /// @param defaults the limits of containers that state none
    /// @param notes    gets a note for each of cpu and memory that has no limit, where the other one has
    public static Resources limits(ContainerResources own, Resources requests, Resources defaults, List<String> notes) {
        SortedMap<String, Quantity> limits = new TreeMap<>();
        List<String> said = new ArrayList<>();
        for (String resource : List.of(Resources.CPU, Resources.MEMORY)) {
            Proportion.Limit limit = Proportion.limit(
                    resource,
                    Capping.amount(own.limits(), resource),
                    Capping.amount(own.requests(), resource),
                    Capping.amount(requests, resource),
                    Capping.amount(defaults, resource));
            limit.amount().ifPresent(amount -> limits.put(resource, amount));
            if (!limit.note().isEmpty()) {
                said.add(limit.note());
            }
        }
        if (!limits.isEmpty()) {
            notes.addAll(said);
        }
        return new Resources(limits);
    }
}
