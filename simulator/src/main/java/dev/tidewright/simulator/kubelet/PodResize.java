package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.process.PodProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies between the resources a pod has and those it was given.
///
/// @param before what its containers have
/// @param after  what they are to have
record PodResize(PodSpec before, PodSpec after) {
    boolean isNothing() {
        return resources(before).equals(resources(after));
    }

    static List<ContainerResources> resources(PodSpec spec) {
        List<ContainerResources> all = new ArrayList<>(spec.containers().size());
        spec.containers().forEach(container -> all.add(container.resources()));
        return all;
    }

    /// The first container whose policy is to start anew when one of its changed resources changes.
    Optional<Integer> restarts() {
        for (int i = 0; i < after.containers().size(); i++) {
            Container then = after.containers().get(i);
            Container now = before.containers().get(i);
            for (String resource : then.restartingResizes()) {
                boolean same = now.requests()
                                .get(resource)
                                .equals(then.requests().get(resource))
                        && now.limits().get(resource).equals(then.limits().get(resource));
                if (!same) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    /// Why it cannot be carried out now: a container uses more memory than its new limit. Source: kubelet's
    /// `validateMemoryResizeAction`.
    Optional<String> obstacle(PodProcess process) {
        for (int i = 0; i < after.containers().size(); i++) {
            long limit = after.containers()
                    .get(i)
                    .limits()
                    .get(Resources.MEMORY)
                    .map(Quantity::value)
                    .orElse(0L);
            long used = process.memoryBytes(i);
            boolean lower =
                    limit > 0 && limit < before.containers().get(i).limits().memoryBytes();
            if (lower && used > limit) {
                return Optional.of(
                        "attempting to set container memory limit (" + limit + ") below current usage (" + used + ")");
            }
        }
        return Optional.empty();
    }

    /// `app: cpu 200m → 500m, memory 1Gi`.
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < after.containers().size(); i++) {
            ContainerResources now = before.containers().get(i).resources();
            ContainerResources then = after.containers().get(i).resources();
            if (!now.equals(then)) {
                words.add(after.containers().get(i).name() + " requests "
                        + now.requests().amounts() + " to "
                        + then.requests().amounts() + ", limits " + now.limits().amounts() + " to "
                        + then.limits().amounts());
            }
        }
        return String.join("; ", words);
    }
}
