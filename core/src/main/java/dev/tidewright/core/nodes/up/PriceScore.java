package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.up.Expanders.Requests;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.units.Quantity;
import java.util.Optional;
import java.util.function.Function;

/// The price expander's score, lower being better: what the nodes cost for what the pods are worth, and how far the
/// nodes' size is from what suits a cluster of this size.
///
/// Source: `pkg/expander/price`; the proposal `cluster-autoscaler/proposals/pricing.md`.
final class PriceScore {
    private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    private static final String GPU_LABEL = "cloud.google.com/gke-accelerator";
    private static final String GPU = "nvidia.com/gpu";
    /// Evens out the ratio where the pods are worth next to nothing.
    private static final Requests STABILISING_POD = new Requests(500, 500L << 20);
    private static final double GPU_UNFITNESS = 1_000;
    /// Cluster sizes up to which a node of so many thousandths of a core suits.
    private static final int[][] SUITS = {{2, 1_000}, {6, 2_000}, {20, 4_000}, {60, 8_000}, {200, 16_000}};

    private final ScaleUpView view;
    private final Prospects prospects;
    private final Function<Pod, Requests> requests;

    PriceScore(ScaleUpView view, Prospects prospects, Function<Pod, Requests> requests) {
        this.view = view;
        this.prospects = prospects;
        this.requests = requests;
    }

    boolean isKnown(Option option) {
        return nodePrice(option.group()).isPresent();
    }

    /// The price of the first group with the same machines, else the group's own.
    private Optional<Double> nodePrice(String group) {
        Optional<String> type = instanceType(prospects.template(group).node());
        for (GrowingGroup other : view.groups()) {
            boolean same = type.isEmpty() ? other.id().equals(group) : type.equals(instanceType(other.template()));
            if (same) {
                return other.hourlyPrice();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> instanceType(Node node) {
        return Optional.ofNullable(node.meta().labels().get(INSTANCE_TYPE));
    }

    double of(Option option) {
        Node node = prospects.template(option.group()).node();
        double nodes = nodePrice(option.group()).orElse(0.0) * option.nodeCount();
        double pods = 0;
        for (Pod pod : option.pods()) {
            pods += price(requests.apply(pod));
        }
        double stabilising = price(STABILISING_POD);
        double ratio = (nodes + stabilising) / (pods + stabilising);
        return unfitness(node, option.nodeCount()) * ratio;
    }

    private double price(Requests asked) {
        return view.prices().of((double) asked.cpuMilli(), (double) asked.memoryBytes());
    }

    private double unfitness(Node node, int nodeCount) {
        boolean hasGpu = node.meta().labels().containsKey(GPU_LABEL)
                || node.allocatable().get(GPU).map(Quantity::value).orElse(0L) > 0;
        if (hasGpu) {
            return GPU_UNFITNESS;
        }
        double suits = suitingCpuMilli();
        double cpu = node.capacity().cpuMilli();
        double unfitness = Math.max(suits / cpu, cpu / suits);
        return (unfitness - 1) * (1 - StrictMath.tanh((nodeCount - 1) / 15.0)) + 1;
    }

    private int suitingCpuMilli() {
        for (int[] step : SUITS) {
            if (view.nodes().size() <= step[0]) {
                return step[1];
            }
        }
        return 32_000;
    }
}
