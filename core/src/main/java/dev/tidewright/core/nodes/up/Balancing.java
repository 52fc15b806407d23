package dev.tidewright.core.nodes.up;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Shares new nodes among groups so that their sizes end up as even as can be.
///
/// Source: `BalancingNodeGroupSetProcessor.BalanceScaleUpBetweenGroups`.
final class Balancing {
    private Balancing() {}

    /// Adds to the smallest group first, never beyond a group's room.
    static List<Resize> share(List<GrowingGroup> groups, int newNodes) {
        List<GrowingGroup> open = new ArrayList<>(groups.stream()
                .filter(group -> group.targetSize() != group.maxSize())
                .toList());
        open.sort(Comparator.comparingInt(GrowingGroup::targetSize));
        int[] sizes = open.stream().mapToInt(GrowingGroup::targetSize).toArray();
        int[] order = new int[sizes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        distribute(
                open,
                sizes,
                order,
                Math.min(newNodes, open.stream().mapToInt(GrowingGroup::room).sum()));
        List<Resize> resizes = new ArrayList<>();
        for (int i : order) {
            GrowingGroup group = open.get(i);
            if (sizes[i] != group.targetSize()) {
                resizes.add(new Resize(group.id(), group.targetSize(), sizes[i], group.maxSize()));
            }
        }
        return resizes;
    }

    /// Goes over the groups from the smallest on; a full one is moved out of the way, to the front.
    private static void distribute(List<GrowingGroup> open, int[] sizes, int[] order, int newNodes) {
        int start = 0;
        int at = 0;
        for (int left = newNodes; left > 0; ) {
            int current = order[at];
            if (sizes[current] < open.get(current).maxSize()) {
                sizes[current]++;
                left--;
            } else {
                order[at] = order[start];
                order[start++] = current;
            }
            boolean nextIsSmaller = at < order.length - 1 && sizes[order[at]] > sizes[order[at + 1]];
            at = nextIsSmaller ? at + 1 : start;
        }
    }
}
