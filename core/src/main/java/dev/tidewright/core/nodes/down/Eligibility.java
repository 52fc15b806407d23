package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sorts out the candidates that cannot go whatever their pods are. Not thread-safe.
///
/// Source: `pkg/core/scaledown/eligibility/eligibility.go`.
final class Eligibility {
    private final ScaleDownView view;
    private final ScaleDownMemory memory;
    private final GroupIndex groups;
    private final NodeLoad load;
    private final Map<String, Utilisation> utilisation = new LinkedHashMap<>();

    Eligibility(ScaleDownView view, ScaleDownMemory memory, GroupIndex groups) {
        this.view = view;
        this.memory = memory;
        this.groups = groups;
        this.load = new NodeLoad(view.flags().scaleDown().ignoreMirrorPodsUtilization(), view.now());
    }

    /// Of the nodes asked about so far.
    Map<String, Utilisation> utilisation() {
        return utilisation;
    }

    /// The candidates that may go as far as they themselves are concerned; the others are noted in `unremovable`.
    List<Node> sift(List<Node> candidates, Map<String, Unremovable> unremovable) {
        List<Node> eligible = new ArrayList<>();
        for (Node node : candidates) {
            Optional<UnremovableReason> reason = reasonToStay(node);
            if (reason.isPresent()) {
                unremovable.put(node.meta().name(), Unremovable.of(node.meta().name(), reason.get()));
            } else {
                eligible.add(node);
            }
        }
        return eligible;
    }

    private Optional<UnremovableReason> reasonToStay(Node node) {
        String name = node.meta().name();
        if (memory.recheckAt().containsKey(name) && memory.recheckAt().get(name).isAfter(view.now())) {
            return Optional.of(UnremovableReason.RECENTLY_UNREMOVABLE);
        }
        if (NodeTraits.isBeingDeleted(node, view.now())) {
            return Optional.of(UnremovableReason.CURRENTLY_BEING_DELETED);
        }
        if (NodeTraits.isKept(node)) {
            return Optional.of(UnremovableReason.SCALE_DOWN_DISABLED_ANNOTATION);
        }
        Optional<ShrinkingGroup> group = groups.of(name);
        return group.isEmpty()
                ? Optional.of(UnremovableReason.NOT_AUTOSCALED)
                : byLoad(node, group.get().options());
    }

    private Optional<UnremovableReason> byLoad(Node node, NodeGroupOptions options) {
        String name = node.meta().name();
        int slot = view.picture().find(name).orElse(-1);
        List<Pod> pods = slot < 0 ? List.of() : view.picture().pods(slot);
        Optional<Utilisation> use = Utilisation.of(node, load.of(pods, options.ignoreDaemonSetsUtilization()));
        if (use.isEmpty() || slot < 0) {
            return Optional.of(UnremovableReason.UNEXPECTED_ERROR);
        }
        if (!view.flags().scaleDown().unreadyEnabled() && !NodeTraits.isReady(node)) {
            return Optional.of(UnremovableReason.SCALE_DOWN_UNREADY_DISABLED);
        }
        utilisation.put(name, use.get());
        double threshold = use.get().gpu().isPresent()
                ? options.scaleDownGpuUtilizationThreshold()
                : options.scaleDownUtilizationThreshold();
        return use.get().share() > threshold ? Optional.of(UnremovableReason.NOT_UNDERUTILIZED) : Optional.empty();
    }
}
