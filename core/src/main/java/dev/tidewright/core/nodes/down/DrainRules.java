package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.NodeScalingFlags.Draining;
import dev.tidewright.core.nodes.down.PodDrain.Awaited;
import dev.tidewright.core.nodes.down.PodDrain.Blocks;
import dev.tidewright.core.nodes.down.PodDrain.EndsWithNode;
import dev.tidewright.core.nodes.down.PodDrain.Ignored;
import dev.tidewright.core.nodes.down.PodDrain.Moves;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells what becomes of a pod when its node is drained.
///
/// Source: `pkg/simulator/drainability/rules`, in upstream's order: the first rule that speaks decides.
public final class DrainRules {
    private static final Moves MOVES = new Moves();
    private static final Ignored IGNORED = new Ignored();
    private static final EndsWithNode ENDS = new EndsWithNode();
    private static final Awaited AWAITED = new Awaited();
    private static final List<String> REPLICATED = List.of("ReplicaSet", "StatefulSet", "Job", "ReplicationController");

    private final Draining flags;
    private final Owners owners;
    private final DisruptionBudgets budgets;
    private final Instant now;

    public DrainRules(Draining flags, Owners owners, DisruptionBudgets budgets, Instant now) {
        this.flags = flags;
        this.owners = owners;
        this.budgets = budgets;
        this.now = now;
    }

    /// What becomes of the pod.
    public PodDrain of(Pod pod) {
        if (PodTraits.isMirror(pod) || PodTraits.isLongTerminating(pod, now)) {
            return IGNORED;
        }
        Optional<BlockReason> owner = ownerBlocks(pod);
        if (owner.isPresent()) {
            return new Blocks(owner.get());
        }
        if (PodTraits.belongsToDaemonSet(pod)) {
            return ENDS;
        }
        String safe = PodTraits.safeToEvict(pod);
        if (safe.equals("true") || PodTraits.isTerminal(pod)) {
            return MOVES;
        }
        if (safe.equals("on-completion")) {
            return AWAITED;
        }
        return firstBlocker(pod);
    }

    private PodDrain firstBlocker(Pod pod) {
        if (isNotReplicated(pod)) {
            return new Blocks(BlockReason.NOT_REPLICATED);
        }
        if (isUnmovableSystemPod(pod)) {
            return new Blocks(BlockReason.UNMOVABLE_KUBE_SYSTEM_POD);
        }
        if (PodTraits.safeToEvict(pod).equals("false")) {
            return new Blocks(BlockReason.NOT_SAFE_TO_EVICT_ANNOTATION);
        }
        if (flags.skipLocalStorage() && PodTraits.hasBlockingLocalStorage(pod)) {
            return new Blocks(BlockReason.LOCAL_STORAGE_REQUESTED);
        }
        return budgets.exhaustedFor(pod).isPresent() ? new Blocks(BlockReason.NOT_ENOUGH_PDB) : MOVES;
    }

    /// Everything by which the pod keeps its node, where upstream stops at the first; empty for one that does not.
    public List<BlockReason> blockers(Pod pod) {
        if (!(of(pod) instanceof Blocks)) {
            return List.of();
        }
        List<BlockReason> reasons = new ArrayList<>();
        ownerBlocks(pod).ifPresent(reasons::add);
        addIf(isNotReplicated(pod), BlockReason.NOT_REPLICATED, reasons);
        addIf(isUnmovableSystemPod(pod), BlockReason.UNMOVABLE_KUBE_SYSTEM_POD, reasons);
        addIf(PodTraits.safeToEvict(pod).equals("false"), BlockReason.NOT_SAFE_TO_EVICT_ANNOTATION, reasons);
        addIf(
                flags.skipLocalStorage() && PodTraits.hasBlockingLocalStorage(pod),
                BlockReason.LOCAL_STORAGE_REQUESTED,
                reasons);
        addIf(budgets.exhaustedFor(pod).isPresent(), BlockReason.NOT_ENOUGH_PDB, reasons);
        return reasons;
    }

    private static void addIf(boolean holds, BlockReason reason, List<BlockReason> reasons) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private Optional<BlockReason> ownerBlocks(Pod pod) {
        Optional<OwnerReference> controller = pod.meta().controller();
        if (!flags.skipCustomControllerPods() || controller.isEmpty() || !isLookedUp(pod, controller.get())) {
            return Optional.empty();
        }
        String kind = controller.get().kind();
        var owner = owners.find(kind, pod.meta().namespace(), controller.get().name());
        if (owner.isEmpty()) {
            return Optional.of(BlockReason.CONTROLLER_NOT_FOUND);
        }
        boolean counted = kind.equals("ReplicaSet") || kind.equals("ReplicationController");
        return counted && owner.get().wanted().orElse(Integer.MAX_VALUE) < flags.minReplicas()
                ? Optional.of(BlockReason.MIN_REPLICAS_REACHED)
                : Optional.empty();
    }

    /// Upstream looks up five kinds, two of them in the `apps` group only.
    private static boolean isLookedUp(Pod pod, OwnerReference controller) {
        boolean isApps = controller.apiVersion().startsWith("apps/");
        if (controller.kind().equals("ReplicationController")) {
            return true;
        }
        if (PodTraits.belongsToDaemonSet(pod)) {
            return isApps && controller.kind().equals("DaemonSet");
        }
        return switch (controller.kind()) {
            case "Job", "ReplicaSet" -> true;
            case "StatefulSet" -> isApps;
            default -> false;
        };
    }

    private boolean isNotReplicated(Pod pod) {
        Optional<OwnerReference> controller = pod.meta().controller();
        return controller.isEmpty()
                || (flags.skipCustomControllerPods()
                        && !REPLICATED.contains(controller.get().kind()));
    }

    private boolean isUnmovableSystemPod(Pod pod) {
        return flags.skipSystemPods()
                && pod.meta().namespace().equals("kube-system")
                && pod.meta().created().plus(flags.systemPodTimeout()).isAfter(now)
                && !budgets.cover(pod);
    }
}
