package dev.tidewright.bench;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.up.GrowingGroup;
import dev.tidewright.core.nodes.up.Prices;
import dev.tidewright.core.nodes.up.Priorities;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.nodes.up.ScaleUpPlanning;
import dev.tidewright.core.nodes.up.ScaleUpView;
import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.TopologySpread;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A whole scale-up decision, from the pending pods to the plan: one empty group of 16-cpu, 64-GiB, 110-pod nodes, ten
/// ReplicaSets; spec i of 0 to 9 asks (i+1)·100m and (i+1)·160Mi.
final class ScaleUpSuite implements Suite {
    private static final int SPECS = 10;
    private static final int WARM_UPS = 20;
    private static final int RUNS = 7;
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// What the workloads ask of their places.
    private enum Rule {
        PLAIN,
        /// Every second workload spreads over nodes, maxSkew 5.
        HOST_SPREAD,
        /// One workload of ten keeps its pods on different nodes.
        ANTI_AFFINITY
    }

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public void run(Consumer<Result> results) {
        for (Rule rule : Rule.values()) {
            results.accept(measure(10_000, rule));
            results.accept(measure(50_000, rule));
        }
    }

    private static Result measure(int pods, Rule rule) {
        double[] seconds = new double[RUNS];
        int nodes = 0;
        for (int run = 0; run < WARM_UPS; run++) {
            ScaleUpPlanning.decide(view(pods, rule));
        }
        for (int run = 0; run < RUNS; run++) {
            ScaleUpView view = view(pods, rule);
            long start = System.nanoTime();
            ScaleUpDecision decision = ScaleUpPlanning.decide(view);
            seconds[run] = (System.nanoTime() - start) / 1e9;
            nodes = decision.options().getFirst().nodeCount();
        }
        Arrays.sort(seconds);
        return new Result(
                "nodes/scale-up-" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + pods,
                seconds[RUNS / 2],
                "s",
                nodes + " nodes needed");
    }

    private static ScaleUpView view(int pods, Rule rule) {
        List<Pod> pending = new ArrayList<>();
        List<PodSpec> specs = new ArrayList<>();
        for (int i = 0; i < SPECS; i++) {
            specs.add(spec(i, rule));
        }
        for (int i = 0; i < pods; i++) {
            pending.add(pod(i, specs.get(i % SPECS)));
        }
        var flags = NodeScalingFlags.parse(Map.of("max-nodes-per-scaleup", List.of("100000")));
        var group = new GrowingGroup(
                "ng",
                0,
                100_000,
                0,
                NodeGroupOptions.DEFAULT,
                List.of(),
                template(),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
        return new ScaleUpView(
                NOW,
                flags,
                new ClusterPicture(Namespaces.UNLABELLED),
                List.of(),
                pending,
                List.of(group),
                List.of(),
                Prices.NONE,
                Priorities.NONE);
    }

    private static Node template() {
        SortedMap<String, Quantity> amounts =
                new TreeMap<>(Resources.of(16_000, 64L << 30).amounts());
        amounts.put("pods", Quantity.of(110));
        var resources = new Resources(amounts);
        return new Node(ObjectMeta.named("", "template"), "", false, List.of(), resources, resources, List.of());
    }

    private static PodSpec spec(int workload, Rule rule) {
        var container = Container.named(
                "c", Resources.of((workload + 1) * 100L, (workload + 1) * (160L << 20)), Resources.NONE);
        PodSpec plain = PodSpec.of(container);
        LabelSelector own = LabelSelector.of("app", "w" + workload);
        return switch (rule) {
            case PLAIN -> plain;
            case HOST_SPREAD -> workload % 2 == 0 ? plain.withTopologySpreads(List.of(spread(own))) : plain;
            case ANTI_AFFINITY -> workload == 0 ? plain.withAffinity(apart(own)) : plain;
        };
    }

    private static TopologySpread spread(LabelSelector own) {
        return new TopologySpread(5, HOSTNAME, true, Optional.of(own), Optional.empty(), true, false, List.of());
    }

    private static Affinity apart(LabelSelector own) {
        var term = new PodTerm(Optional.of(own), List.of(), Optional.empty(), HOSTNAME, List.of(), List.of());
        return new Affinity(List.of(), false, List.of(), List.of(), List.of(), List.of(term), List.of());
    }

    private static Pod pod(int index, PodSpec spec) {
        String workload = "w" + index % SPECS;
        var owner = new OwnerReference("apps/v1", "ReplicaSet", workload, "uid-" + workload, true);
        var meta = new ObjectMeta(
                "default",
                workload + "-" + index,
                "uid-" + index,
                Sorted.of("app", workload),
                Sorted.empty(),
                List.of(owner),
                NOW.minusSeconds(300),
                Optional.empty(),
                0,
                1);
        return new Pod(meta, spec, Optional.empty(), PodStatus.PENDING);
    }
}
