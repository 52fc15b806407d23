package dev.tidewright.bench;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.down.Deletions;
import dev.tidewright.core.nodes.down.Owners;
import dev.tidewright.core.nodes.down.ScaleDownMemory;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.down.ScaleDownPlanning;
import dev.tidewright.core.nodes.down.ScaleDownView;
import dev.tidewright.core.nodes.down.ShrinkingGroup;
import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.Condition;
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

/// A whole scale-down plan: every node is tried, with no bound on how many are found. Ten groups over three
/// zones, 16-cpu nodes, 50 workloads of 100-300m and 256-512Mi, 30 pods a node, 37.5 % of cpu asked.
final class ScaleDownSuite implements Suite {
    private static final int WORKLOADS = 50;
    private static final int PODS_PER_NODE = 30;
    private static final int RUNS = 5;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /// What the workloads ask of their places.
    private enum Rule {
        PLAIN,
        ZONE_SPREAD,
        ANTI_AFFINITY
    }

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public void run(Consumer<Result> results) {
        for (Rule rule : Rule.values()) {
            results.accept(measure(1_000, rule));
        }
        results.accept(measure(5_000, Rule.PLAIN));
    }

    private static Result measure(int nodes, Rule rule) {
        double[] seconds = new double[RUNS];
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            ScaleDownView view = view(nodes, rule);
            long start = System.nanoTime();
            ScaleDownPlan plan = ScaleDownPlanning.plan(view, ScaleDownMemory.NOTHING);
            seconds[run] = (System.nanoTime() - start) / 1e9;
            found = plan.unneeded().size();
        }
        Arrays.sort(seconds);
        return new Result(
                "nodes/scale-down plan %d x %d %s"
                        .formatted(nodes, PODS_PER_NODE, rule.name().toLowerCase(Locale.ROOT)),
                seconds[RUNS / 2],
                "s",
                found + " nodes could go");
    }

    private static ScaleDownView view(int count, Rule rule) {
        List<Node> nodes = new ArrayList<>();
        List<List<String>> members = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            nodes.add(node(i));
            members.get(i % 10).add("n" + i);
        }
        var picture = new ClusterPicture(Namespaces.UNLABELLED);
        nodes.forEach(picture::add);
        PodSpec[] specs = new PodSpec[WORKLOADS];
        for (int workload = 0; workload < WORKLOADS; workload++) {
            specs[workload] = spec(workload, rule);
        }
        for (int pod = 0; pod < count * PODS_PER_NODE; pod++) {
            picture.add(pod(pod, specs[pod % WORKLOADS]));
        }
        List<ShrinkingGroup> groups = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            int size = members.get(group).size();
            groups.add(new ShrinkingGroup("g" + group, 0, size, NodeGroupOptions.DEFAULT, members.get(group)));
        }
        var flags = NodeScalingFlags.parse(Map.of("max-scale-down-parallelism", List.of("100000")));
        return new ScaleDownView(NOW, flags, picture, nodes, groups, List.of(), Owners.ALL_PRESENT, Deletions.NONE);
    }

    private static Node node(int number) {
        Resources amounts = new Resources(Sorted.copyOf(
                Map.of("cpu", Quantity.of(16), "memory", Quantity.ofBytes(64L << 30), "pods", Quantity.of(110))));
        SortedMap<String, String> labels = new TreeMap<>(
                Map.of("kubernetes.io/hostname", "n" + number, "topology.kubernetes.io/zone", "zone-" + number % 3));
        var ready = new Condition("Ready", "True", "", "", NOW.minusSeconds(7_200));
        ObjectMeta meta = ObjectMeta.named("", "n" + number).withLabels(labels);
        return new Node(meta, "cloud:///n" + number, false, List.of(), amounts, amounts, List.of(ready));
    }

    private static Pod pod(int number, PodSpec spec) {
        int workload = number % WORKLOADS;
        var owner = new OwnerReference("apps/v1", "ReplicaSet", "w" + workload, "uid-w" + workload, true);
        var meta = new ObjectMeta(
                "default",
                "p" + number,
                "uid-p" + number,
                LABELS.get(workload),
                Sorted.empty(),
                List.of(owner),
                NOW.minusSeconds(7_200),
                Optional.empty(),
                0,
                1);
        var status =
                new PodStatus(PodStatus.Phase.RUNNING, Optional.empty(), Optional.empty(), List.of(), List.of(), "");
        return new Pod(meta, spec, Optional.of("n" + number / PODS_PER_NODE), status);
    }

    private static final List<SortedMap<String, String>> LABELS = labels();

    private static List<SortedMap<String, String>> labels() {
        List<SortedMap<String, String>> labels = new ArrayList<>();
        for (int workload = 0; workload < WORKLOADS; workload++) {
            labels.add(Sorted.of("app", "w" + workload));
        }
        return labels;
    }

    private static PodSpec spec(int workload, Rule rule) {
        long cpuMilli = 100 + 200L * workload / (WORKLOADS - 1);
        long memory = (256L + 256L * workload / (WORKLOADS - 1)) << 20;
        PodSpec plain = PodSpec.of(Container.named("c", Resources.of(cpuMilli, memory), Resources.NONE));
        Optional<LabelSelector> own = Optional.of(LabelSelector.of("app", "w" + workload));
        return switch (rule) {
            case PLAIN -> plain;
            case ZONE_SPREAD -> plain.withTopologySpreads(List.of(zoneSpread(own)));
            case ANTI_AFFINITY -> plain.withAffinity(apart(own));
        };
    }

    private static TopologySpread zoneSpread(Optional<LabelSelector> own) {
        return new TopologySpread(
                1, "topology.kubernetes.io/zone", true, own, Optional.empty(), true, false, List.of());
    }

    private static Affinity apart(Optional<LabelSelector> own) {
        var term = new PodTerm(own, List.of(), Optional.empty(), "kubernetes.io/hostname", List.of(), List.of());
        return new Affinity(List.of(), false, List.of(), List.of(), List.of(), List.of(term), List.of());
    }
}
