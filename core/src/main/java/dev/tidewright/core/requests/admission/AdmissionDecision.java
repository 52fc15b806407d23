package dev.tidewright.core.requests.admission;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.WantedResources;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a new pod is to become.
///
/// @param pod         as it was submitted
/// @param vpa         which autoscaler controls it; empty where none does, and then nothing changes
/// @param wanted      one entry a container, in the pod's order; empty where nothing changes
/// @param annotations to set
public record AdmissionDecision(
        Pod pod,
        Optional<VerticalPodAutoscaler> vpa,
        List<WantedResources> wanted,
        SortedMap<String, String> annotations,
        Explanation why) {
    public AdmissionDecision {
        wanted = List.copyOf(wanted);
        annotations = Sorted.copyOf(annotations);
    }

    /// The pod stays as it is.
    static AdmissionDecision unchanged(Pod pod, Optional<VerticalPodAutoscaler> vpa, Explanation why) {
        return new AdmissionDecision(pod, vpa, List.of(), Sorted.empty(), why);
    }

    /// The pod with what was decided.
    public Pod patched() {
        if (wanted.isEmpty() && annotations.isEmpty()) {
            return pod;
        }
        SortedMap<String, String> all = new TreeMap<>(pod.meta().annotations());
        all.putAll(annotations);
        Pod annotated = pod.with(pod.meta().withAnnotations(all));
        return resized(annotated, wanted);
    }

    /// A pod whose containers have the amounts that are wanted, and what they had of everything else. Its spec is the
    /// same object where nothing differs.
    public static Pod resized(Pod pod, List<WantedResources> wanted) {
        List<Container> containers = new ArrayList<>();
        boolean differs = false;
        for (int i = 0; i < pod.spec().containers().size(); i++) {
            Container before = pod.spec().containers().get(i);
            ContainerResources set = i < wanted.size() ? wanted.get(i).set() : ContainerResources.NONE;
            ContainerResources after = new ContainerResources(
                    over(before.requests(), set.requests()), over(before.limits(), set.limits()));
            differs |= !after.equals(before.resources());
            containers.add(before.with(after));
        }
        return differs ? pod.with(pod.spec().withContainers(containers)) : pod;
    }

    private static Resources over(Resources before, Resources set) {
        SortedMap<String, Quantity> amounts = new TreeMap<>(before.amounts());
        amounts.putAll(set.amounts());
        return new Resources(amounts);
    }
}
