package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.requests.StartupBoost;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.CpuBoost;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.WantedResources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a resize in place writes: recommended resources, but not those of a container that is still boosted; one whose
/// boost is over gets what is recommended, or what it had before.
///
/// Source: VPA's `updater/inplace`.
final class ResizeContents {
    private final UpdateView view;
    private final Pod pod;

    ResizeContents(UpdateView view, Pod pod) {
        this.view = view;
        this.pod = pod;
    }

    /// Empty where there is nothing to write.
    Optional<UpdateAction.Resize> of(CappedRecommendation capped, Explanation why) {
        List<WantedResources> wanted = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        boolean writes = false;
        for (WantedResources one : recommended(capped)) {
            Container container = pod.spec().containers().get(wanted.size());
            boolean boosted = pod.meta().annotations().containsKey(CpuBoost.ANNOTATION + container.name());
            boolean over = boosted && isOver(container.name());
            if (over) {
                dropped.add(CpuBoost.ANNOTATION + container.name());
            }
            boolean leaves = boosted && !over;
            WantedResources mine = leaves ? one.with(ContainerResources.NONE) : over ? unboosted(container, one) : one;
            wanted.add(mine);
            writes |= !leaves && (!mine.set().isEmpty() || container.resources().isEmpty());
        }
        var resize = new UpdateAction.Resize(
                pod, wanted, Sorted.of(UpdateAction.Resize.IN_PLACE_UPDATED, "true"), dropped, why);
        return writes ? Optional.of(resize) : Optional.empty();
    }

    private List<WantedResources> recommended(CappedRecommendation capped) {
        VerticalPodAutoscaler vpa = view.vpa();
        boolean off = vpa.spec().updates().mode() == UpdatePolicy.Mode.OFF
                || vpa.status().recommendation().isEmpty();
        return WantedResources.of(vpa, pod, off ? CappedRecommendation.NONE : capped, view.ranges());
    }

    private WantedResources unboosted(Container container, WantedResources recommended) {
        if (!recommended.set().isEmpty()) {
            return recommended;
        }
        String before = pod.meta().annotations().getOrDefault(CpuBoost.ANNOTATION + container.name(), "");
        return recommended.with(CpuBoost.recalled(before).orElse(ContainerResources.NONE));
    }

    /// Whether any of the pod's boosts is over.
    boolean endsBoost() {
        for (Container container : pod.spec().containers()) {
            if (pod.meta().annotations().containsKey(CpuBoost.ANNOTATION + container.name())
                    && isOver(container.name())) {
                return true;
            }
        }
        return false;
    }

    /// Whether the boost has lasted long enough since the pod became ready.
    private boolean isOver(String container) {
        Duration length = CpuBoost.of(view.vpa(), container)
                .map(StartupBoost.Cpu::duration)
                .orElse(Duration.ZERO);
        Optional<Instant> ready =
                pod.status().ready().filter(condition -> condition.isTrue()).map(condition -> condition.transition());
        return ready.isPresent()
                && (length.isZero() || Duration.between(ready.get(), view.now()).compareTo(length) > 0);
    }
}
