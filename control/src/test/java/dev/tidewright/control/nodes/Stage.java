package dev.tidewright.control.nodes;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small cluster in a small cloud, whose time passes by hand: one look of the node loop every ten seconds, and after
/// it
/// the world does what it must (machines end with their nodes, evicted pods come back on `n1`).
final class Stage {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    Instant now = START;
    final Crashes crashes = new Crashes();
    final SmallCluster cluster = new SmallCluster(() -> now, crashes);
    final SmallCloud cloud = new SmallCloud(crashes);
    final List<Journal.Entry> journal = new ArrayList<>();
    final Meters meters = new Meters();
    private final Map<Long, PodSpec> specs = new HashMap<>();
    private final Set<String> daemons = new LinkedHashSet<>();
    private final NodeScalingSettings settings;
    private NodeScalingLoop loop;
    private int moved;

    Stage(Map<String, List<String>> flags) {
        settings = NodeScalingSettings.parse(flags);
        loop = newLoop();
        cluster.put(replicaSet());
        var logs = new PodTemplate(Sorted.of("app", "logs"), Sorted.empty(), PodSpec.of());
        cluster.put(new DaemonSet(ObjectMeta.named("shop", "logs"), LabelSelector.of("app", "logs"), logs, 1, 1));
    }

    private NodeScalingLoop newLoop() {
        return new NodeScalingLoop(cluster, cloud, new Lines(), () -> now, settings, meters);
    }

    /// Keeps entries; the last about an object is its latest.
    private final class Lines implements Journal {
        @Override
        public long record(Entry entry) {
            journal.add(entry);
            return journal.size();
        }

        @Override
        public Optional<Long> latest(ObjectKey object) {
            for (int i = journal.size(); i > 0; i--) {
                if (journal.get(i - 1).object().equals(object)) {
                    return Optional.of((long) i);
                }
            }
            return Optional.empty();
        }
    }

    /// Looks every ten seconds; a loop that crashes is started anew at the next.
    void run(Duration span) {
        Instant end = now.plus(span);
        while (now.isBefore(end)) {
            try {
                loop.reconcile(NodeScalingLoop.KEY);
            } catch (SmallCluster.Crash crash) {
                loop = newLoop();
            }
            goOn();
            now = now.plusSeconds(10);
        }
    }

    NodeScalingLoop loop() {
        return loop;
    }

    private void goOn() {
        for (String id : cloud.returned) {
            cluster.remove(new ObjectKey("Node", "", id.substring("cloud:///".length())));
        }
        while (moved < cluster.evicted.size()) {
            String name = cluster.evicted.get(moved++).name();
            if (!daemons.contains(name)) {
                cluster.put(pod(name + "-again", "n1", 200));
            }
        }
    }

    static Node node(String name, long cpuMilli) {
        Resources amounts = new Resources(Sorted.copyOf(Map.of(
                "cpu", Quantity.ofMilli(cpuMilli), "memory", Quantity.ofBytes(16L << 30), "pods", Quantity.of(110))));
        var meta = new ObjectMeta(
                "",
                name,
                "uid-" + name,
                Sorted.of("kubernetes.io/hostname", name),
                Sorted.empty(),
                List.of(),
                START.minusSeconds(7_200),
                Optional.empty(),
                0,
                1);
        var ready = new Condition("Ready", "True", "", "", START.minusSeconds(7_000));
        return new Node(meta, "cloud:///" + name, false, List.of(), amounts, amounts, List.of(ready));
    }

    /// A ReplicaSet's pod; waits for a node where `node` is empty.
    Pod pod(String name, String node, long cpuMilli) {
        var owner = new OwnerReference("apps/v1", "ReplicaSet", "web", "uid-web", true);
        var meta = new ObjectMeta(
                "shop",
                name,
                "uid-" + name,
                Sorted.of("app", "web"),
                Sorted.empty(),
                List.of(owner),
                now.minusSeconds(60),
                Optional.empty(),
                0,
                1);
        PodSpec spec = specs.computeIfAbsent(
                cpuMilli, cpu -> PodSpec.of(Container.named("c", Resources.of(cpu, 100 << 20), Resources.NONE)));
        PodStatus waiting = new PodStatus(
                PodStatus.Phase.PENDING,
                Optional.empty(),
                Optional.empty(),
                List.of(SmallCluster.unschedulable(() -> now)),
                List.of(),
                "");
        PodStatus running =
                new PodStatus(PodStatus.Phase.RUNNING, Optional.empty(), Optional.empty(), List.of(), List.of(), "");
        boolean waits = node.isEmpty();
        return new Pod(meta, spec, waits ? Optional.empty() : Optional.of(node), waits ? waiting : running);
    }

    /// A DaemonSet's pod.
    Pod daemon(String name, String node, Map<String, String> annotations) {
        daemons.add(name);
        Pod like = pod(name, node, 10);
        var owner = new OwnerReference("apps/v1", "DaemonSet", "logs", "uid-logs", true);
        var meta = new ObjectMeta(
                "shop",
                name,
                "uid-" + name,
                Sorted.of("app", "logs"),
                Sorted.copyOf(annotations),
                List.of(owner),
                now.minusSeconds(60),
                Optional.empty(),
                0,
                1);
        return like.with(meta);
    }

    private static ReplicaSet replicaSet() {
        var template = new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), PodSpec.of());
        return new ReplicaSet(ObjectMeta.named("shop", "web"), 5, LabelSelector.of("app", "web"), template, 5, 5, 5);
    }

    /// A Deployment for which no pod was made yet.
    static Deployment deployment(String name, int replicas, long cpuMilli) {
        PodSpec spec = PodSpec.of(Container.named("c", Resources.of(cpuMilli, 100 << 20), Resources.NONE));
        var template = new PodTemplate(Sorted.of("app", name), Sorted.empty(), spec);
        return new Deployment(
                ObjectMeta.named("shop", name),
                replicas,
                LabelSelector.of("app", name),
                template,
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    static PodDisruptionBudget budget(int allowed) {
        return new PodDisruptionBudget(
                ObjectMeta.named("shop", "web"),
                Optional.of("1"),
                Optional.empty(),
                Optional.of(LabelSelector.of("app", "web")),
                allowed,
                5,
                1,
                5);
    }

    List<String> verbs() {
        return journal.stream()
                .map(entry -> entry.verb() + " " + entry.object())
                .toList();
    }
}
