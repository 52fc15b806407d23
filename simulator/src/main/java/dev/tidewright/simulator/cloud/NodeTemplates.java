package dev.tidewright.simulator.cloud;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import java.util.List;
import java.util.TreeMap;

/// The nodes of a group as its cloud describes them, with the labels that clouds set. Labels of the scenario win.
final class NodeTemplates {
    static final String HOSTNAME = "kubernetes.io/hostname";
    static final String ZONE = "topology.kubernetes.io/zone";
    static final String REGION = "topology.kubernetes.io/region";
    static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    static final String POOL = "cloud.google.com/gke-nodepool";
    static final String SPOT = "cloud.google.com/gke-spot";
    /// The kubelet's `--max-pods`.
    private static final long MAX_PODS = 110;

    private NodeTemplates() {}

    static Node node(NodeGroupSpec group, String name, String zone, String providerId) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put(HOSTNAME, name);
        labels.put(ZONE, zone);
        labels.put(REGION, regionOf(zone));
        labels.put(INSTANCE_TYPE, instanceType(group.capacity()));
        labels.put(POOL, group.name());
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/arch", "amd64");
        if (group.spot()) {
            labels.put(SPOT, "true");
        }
        labels.putAll(group.labels());
        return new Node(
                ObjectMeta.named("", name).withLabels(labels),
                providerId,
                false,
                group.taints(),
                withPods(group.capacity()),
                withPods(group.allocatable()),
                List.of());
    }

    /// `europe-west1-b` is in `europe-west1`; a zone that is not spelled so is its own region.
    private static String regionOf(String zone) {
        int dash = zone.lastIndexOf('-');
        return dash > 0 && zone.length() - dash == 2 ? zone.substring(0, dash) : zone;
    }

    /// Named by size, as a cloud's custom machine types are: `custom-4-16384`.
    private static String instanceType(Resources capacity) {
        long cores = Math.ceilDiv(capacity.cpuMilli(), 1_000L);
        return "custom-" + cores + "-" + (capacity.memoryBytes() >> 20);
    }

    private static Resources withPods(Resources given) {
        if (given.get("pods").isPresent()) {
            return given;
        }
        TreeMap<String, Quantity> amounts = new TreeMap<>(given.amounts());
        amounts.put("pods", Quantity.of(MAX_PODS));
        return new Resources(amounts);
    }
}
