package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The node pool that manifests are guessed to run on: the smallest usual machine of which the largest pod takes at
/// most
/// half, and as many as all pods need, with a third to spare.
///
/// @param group the pool
record MachineGuess(NodeGroupSpec group) {
    private static final double SPARE = 1.3;
    private static final double PRICE_PER_CORE = 0.0416;
    private static final int PODS = 110;

    static MachineGuess of(List<KubeObject> objects) {
        Demand demand = new Demand(objects);
        long cores = 2;
        while (cores < 96 && !fits(demand, cores)) {
            cores *= 2;
        }
        Resources capacity = capacity(cores);
        Resources allocatable = NodeGroupReader.Reserved.allocatable(capacity);
        int initial = Math.max(2, machines(demand.atStart, demand.onEach, allocatable));
        int max = Math.max(initial + 1, (int) Math.ceil(machines(demand.atMost, demand.onEach, allocatable) * SPARE));
        return new MachineGuess(new NodeGroupSpec(
                "default",
                capacity,
                allocatable,
                Math.min(2, initial),
                max,
                initial,
                NodeGroupReader.BOOT,
                cores * PRICE_PER_CORE,
                false,
                NodeGroupReader.ZONES,
                demand.labels,
                List.of()));
    }

    private static boolean fits(Demand demand, long cores) {
        Resources allocatable = NodeGroupReader.Reserved.allocatable(capacity(cores));
        return demand.largest.cpuMilli * 2 <= allocatable.cpuMilli() - demand.onEach.cpuMilli
                && demand.largest.memoryBytes * 2 <= allocatable.memoryBytes() - demand.onEach.memoryBytes;
    }

    private static Resources capacity(long cores) {
        SortedMap<String, Quantity> amounts = new TreeMap<>(
                Resources.of(cores * 1_000, Bytes.ofGibi(cores * 4).count()).amounts());
        amounts.put("pods", Quantity.of(PODS));
        return new Resources(amounts);
    }

    private static int machines(Sum all, Sum onEach, Resources allocatable) {
        double cpu = (double) all.cpuMilli / Math.max(1, allocatable.cpuMilli() - onEach.cpuMilli);
        double memory = (double) all.memoryBytes / Math.max(1, allocatable.memoryBytes() - onEach.memoryBytes);
        double pods = (double) all.pods / Math.max(1, PODS - onEach.pods);
        return (int) Math.ceil(Math.max(pods, Math.max(cpu, memory)));
    }

    /// What is assumed, in one sentence.
    String words() {
        return "one node pool of %d to %d machines (%d at the start) with %s CPU and %s, %.4f USD an hour, 75s to boot"
                .formatted(
                        group.min(),
                        group.max(),
                        group.initial(),
                        new MilliCpu(group.capacity().cpuMilli()),
                        new Bytes(group.capacity().memoryBytes()),
                        group.hourlyPrice());
    }

    /// Requests added up.
    private static final class Sum {
        long cpuMilli;
        long memoryBytes;
        long pods;

        void add(PodSpec spec, int count) {
            for (Container container : spec.containers()) {
                cpuMilli += container.requests().cpuMilli() * count;
                memoryBytes += container.requests().memoryBytes() * count;
            }
            pods += count;
        }
    }

    /// What the manifests ask of the nodes.
    private static final class Demand {
        final Sum atStart = new Sum();
        final Sum atMost = new Sum();
        final Sum onEach = new Sum();
        final Sum largest = new Sum();
        SortedMap<String, String> labels = Sorted.empty();

        Demand(List<KubeObject> objects) {
            Map<ObjectKey, Integer> ceilings = ceilings(objects);
            SortedMap<String, String> selected = new TreeMap<>();
            for (KubeObject object : objects) {
                switch (object) {
                    case Workload workload -> {
                        int most = ceilings.getOrDefault(workload.key(), workload.replicas());
                        atStart.add(workload.template().spec(), workload.replicas());
                        atMost.add(workload.template().spec(), Math.max(most, workload.replicas()));
                        larger(workload.template());
                        selected.putAll(workload.template().spec().nodeSelector());
                    }
                    case DaemonSet daemons -> onEach.add(daemons.template().spec(), 1);
                    default -> {}
                }
            }
            labels = Sorted.copyOf(selected);
        }

        private static Map<ObjectKey, Integer> ceilings(List<KubeObject> objects) {
            Map<ObjectKey, Integer> ceilings = new LinkedHashMap<>();
            for (KubeObject object : objects) {
                PodAutoscaler.rulesOf(object).ifPresent(hpa -> {
                    var target = hpa.spec().target();
                    ceilings.put(
                            new ObjectKey(target.kind(), hpa.meta().namespace(), target.name()),
                            hpa.spec().maxReplicas());
                });
            }
            return ceilings;
        }

        private void larger(PodTemplate template) {
            Sum pod = new Sum();
            pod.add(template.spec(), 1);
            largest.cpuMilli = Math.max(largest.cpuMilli, pod.cpuMilli);
            largest.memoryBytes = Math.max(largest.memoryBytes, pod.memoryBytes);
        }
    }
}
