package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Optional;

/// Adds up what the pods of one node ask for. Not thread-safe; one instance serves node after node.
final class NodeLoad {
    static final int CPU = 0;
    static final int MEMORY = 1;
    static final int GPU = 2;
    private static final String[] NAMES = {Resources.CPU, Resources.MEMORY, Utilisation.GPU};

    private final boolean ignoresMirrorPods;
    private final Instant now;
    private final IdentityHashMap<PodSpec, long[]> requests = new IdentityHashMap<>();
    private final long[] asked = new long[NAMES.length];
    private final long[] setOff = new long[NAMES.length];

    NodeLoad(boolean ignoresMirrorPods, Instant now) {
        this.ignoresMirrorPods = ignoresMirrorPods;
        this.now = now;
    }

    /// This object, holding the load of these pods.
    NodeLoad of(Iterable<Pod> pods, boolean ignoresDaemonSets) {
        java.util.Arrays.fill(asked, 0);
        java.util.Arrays.fill(setOff, 0);
        for (Pod pod : pods) {
            if ((ignoresDaemonSets && PodTraits.belongsToDaemonSet(pod))
                    || (ignoresMirrorPods && PodTraits.isMirror(pod))) {
                add(pod, setOff);
            } else if (!PodTraits.isLongTerminating(pod, now)) {
                add(pod, asked);
            }
        }
        return this;
    }

    private void add(Pod pod, long[] sum) {
        long[] amounts = requests.computeIfAbsent(pod.spec(), NodeLoad::requests);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += amounts[i];
        }
    }

    private static long[] requests(PodSpec spec) {
        Resources asked = PodRequests.of(spec);
        long[] amounts = new long[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            amounts[i] = asked.get(NAMES[i]).map(Quantity::milli).orElse(0L);
        }
        return amounts;
    }

    /// The share of a node's allocatable that is asked for; empty where the node has none.
    Optional<Double> share(Node node, int resource) {
        long allocatable =
                node.allocatable().get(NAMES[resource]).map(Quantity::milli).orElse(0L);
        return allocatable == 0
                ? Optional.empty()
                : Optional.of((double) asked[resource] / (double) (allocatable - setOff[resource]));
    }
}
