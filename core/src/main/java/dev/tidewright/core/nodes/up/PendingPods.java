package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.ImportanceOrder;
import dev.tidewright.core.nodes.down.PodTraits;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.PodShape;
import dev.tidewright.core.units.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the pending pods that only new nodes can help.
///
/// Source: `pkg/core/podlistprocessor` and `StaticAutoscaler.filterOutYoungPods`.
final class PendingPods {
    /// Pods of one controller that are remembered as fitting nowhere (upstream: `maxPodsPerOwnerRef`).
    private static final int REMEMBERED_PER_CONTROLLER = 10;
    private static final String DELAY = "cluster-autoscaler.kubernetes.io/pod-scale-up-delay";
    private static final Duration MORE_MAY_COME = Duration.ofSeconds(2);
    private static final Duration MORE_WITH_GPU_MAY_COME = Duration.ofSeconds(30);
    private static final String GPU = "nvidia.com/gpu";

    private final ScaleUpView view;
    private final ClusterPicture picture;
    private final Fit fit;

    PendingPods(ScaleUpView view) {
        this.view = view;
        this.picture = view.picture();
        this.fit = new Fit(picture);
    }

    /// The pods to help, the most important first. Those that fit, or wait for a pod to give way, are put into the
    /// picture.
    ///
    /// @param rotation where the search for a node starts; left where the next one starts
    List<Pod> toHelp(Rotation rotation) {
        List<Pod> candidates = new ArrayList<>();
        for (Pod pod : view.pending()) {
            boolean expendable = pod.spec().priority() < view.flags().scaleUp().expendableCutoff();
            if (!expendable && !isNominated(pod)) {
                candidates.add(pod);
            }
        }
        return withoutPlaceable(ImportanceOrder.of(candidates), rotation).stream()
                .filter(pod -> !PodTraits.belongsToDaemonSet(pod))
                .toList();
    }

    /// A pod for which the scheduler makes room on a node counts as being there.
    private boolean isNominated(Pod pod) {
        var slot = picture.find(pod.status().nominatedNode());
        slot.ifPresent(node -> picture.place(pod, picture.shape(pod), node));
        return slot.isPresent();
    }

    private List<Pod> withoutPlaceable(List<Pod> pods, Rotation rotation) {
        Map<String, Set<PodShape>> hopeless = new HashMap<>();
        List<Pod> left = new ArrayList<>();
        for (Pod pod : pods) {
            PodShape shape = picture.shape(pod);
            String controller =
                    pod.meta().controller().map(owner -> owner.uid()).orElse("");
            Set<PodShape> known = hopeless.computeIfAbsent(controller, fresh -> new HashSet<>());
            int slot = !controller.isEmpty() && known.contains(shape)
                    ? -1
                    : fit.firstUncordonedFit(shape, rotation.from(picture), 0, -1);
            if (slot >= 0) {
                picture.place(pod, shape, slot);
                rotation.matched(slot);
            } else {
                left.add(pod);
                if (known.size() < REMEMBERED_PER_CONTROLLER) {
                    known.add(shape);
                }
            }
        }
        return left;
    }

    /// Whether the pod's delay is over (`--new-pod-scale-up-delay`, or its own annotation where that is longer).
    boolean isOldEnough(Pod pod) {
        Duration delay = view.flags().scaleUp().newPodDelay();
        String own = pod.meta().annotations().get(DELAY);
        if (own != null) {
            delay = longer(delay, own);
        }
        return Duration.between(pod.meta().created(), view.now()).compareTo(delay) > 0;
    }

    /// What cannot be read counts as not said.
    private static Duration longer(Duration delay, String asked) {
        try {
            Duration own = Durations.parse(asked);
            return own.compareTo(delay) > 0 ? own : delay;
        } catch (IllegalArgumentException e) {
            return delay;
        }
    }

    /// Whether it is worth waiting one look for more pods of the same kind.
    boolean areAllNew(List<Pod> pods) {
        return isAfterNow(oldest(pods), MORE_MAY_COME)
                || isAfterNow(
                        oldest(pods.stream().filter(PendingPods::asksForGpu).toList()), MORE_WITH_GPU_MAY_COME);
    }

    private boolean isAfterNow(java.util.Optional<Instant> oldest, Duration wait) {
        return oldest.isPresent() && oldest.get().plus(wait).isAfter(view.now());
    }

    private static java.util.Optional<Instant> oldest(List<Pod> pods) {
        return pods.stream().map(pod -> pod.meta().created()).min(Comparator.naturalOrder());
    }

    private static boolean asksForGpu(Pod pod) {
        return pod.spec().containers().stream()
                .anyMatch(container -> container.requests().amounts().containsKey(GPU));
    }
}
