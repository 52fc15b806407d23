package dev.tidewright.core.nodes.down;

import dev.tidewright.core.nodes.down.PodDrain.Awaited;
import dev.tidewright.core.nodes.down.PodDrain.Blocks;
import dev.tidewright.core.nodes.down.PodDrain.EndsWithNode;
import dev.tidewright.core.nodes.down.PodDrain.Ignored;
import dev.tidewright.core.nodes.down.PodDrain.Moves;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pods of one node, sorted by what becomes of them if it goes.
///
/// @param moving   need a place elsewhere
/// @param ending   of DaemonSets
/// @param awaited  are waited for
/// @param blocking the first pod that keeps the node, if one does; the other lists are then empty
public record PodsOfNode(List<Pod> moving, List<Pod> ending, List<Pod> awaited, Optional<BlockingPod> blocking) {
    /// A pod that keeps its node.
    public record BlockingPod(Pod pod, BlockReason reason) {}

    public PodsOfNode {
        moving = List.copyOf(moving);
        ending = List.copyOf(ending);
        awaited = List.copyOf(awaited);
    }

    public static PodsOfNode sorted(Iterable<Pod> pods, DrainRules rules) {
        List<Pod> moving = new ArrayList<>();
        List<Pod> ending = new ArrayList<>();
        List<Pod> awaited = new ArrayList<>();
        for (Pod pod : pods) {
            switch (rules.of(pod)) {
                case Moves() -> moving.add(pod);
                case EndsWithNode() -> ending.add(pod);
                case Awaited() -> awaited.add(pod);
                case Ignored() -> {}
                case Blocks(BlockReason reason) -> {
                    return new PodsOfNode(List.of(), List.of(), List.of(), Optional.of(new BlockingPod(pod, reason)));
                }
            }
        }
        return new PodsOfNode(moving, ending, awaited, Optional.empty());
    }

    /// Whether nothing would have to move; cheaper than to sort them all.
    static boolean areEmpty(Iterable<Pod> pods, DrainRules rules) {
        for (Pod pod : pods) {
            PodDrain drain = rules.of(pod);
            if (drain instanceof Moves || drain instanceof Blocks) {
                return false;
            }
        }
        return true;
    }
}
