package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.NodeScalingFlags.Draining;
import dev.tidewright.core.nodes.down.Deletions;
import dev.tidewright.core.nodes.down.DisruptionBudgets;
import dev.tidewright.core.nodes.down.DrainRules;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.nodes.down.Owners;
import dev.tidewright.core.nodes.down.PodsOfNode;
import dev.tidewright.core.nodes.down.Removable;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Takes nodes out of the cluster: marks, evicts, gives back. Every step is a write of its own, and which comes next is
/// read from the cluster: the mark tells since when, the pods what is left, the cloud whether the machine is given
/// back.
/// So a crash between any two is made good by the next look. Not thread-safe.
final class Drains {
    /// How long beyond their grace period pods may take to be gone (`PodEvictionHeadroom`).
    private static final Duration HEADROOM = Duration.ofSeconds(30);

    /// After which a marked node without a group is let go of.
    private static final Duration ORPHANED = Duration.ofMinutes(15);

    private static final String DAEMON_EVICTION = "cluster-autoscaler.kubernetes.io/enable-ds-eviction";

    private final Draining flags;
    private final Cluster cluster;
    private final NodeGroups cloud;
    private final Chronicle chronicle;
    private final Map<String, Instant> givenBack = new HashMap<>();
    private final SortedSet<String> withPods = new TreeSet<>();
    private final Cooldown cooldown;
    private final Optional<Replacements> replacements;

    Drains(NodeScalingSettings settings, Cluster cluster, NodeGroups cloud, Chronicle chronicle, Cooldown cooldown) {
        this.flags = settings.flags().draining();
        this.cluster = cluster;
        this.cloud = cloud;
        this.chronicle = chronicle;
        this.cooldown = cooldown;
        this.replacements =
                settings.replacementFirst() ? Optional.of(new Replacements(cluster, chronicle)) : Optional.empty();
    }

    /// Nodes on their way out.
    Deletions ongoing(ClusterLook look) {
        SortedSet<String> empty = new TreeSet<>();
        SortedSet<String> drained = new TreeSet<>();
        for (Node node : look.nodes()) {
            if (look.isGoing(node)) {
                String name = node.meta().name();
                (withPods.contains(name) ? drained : empty).add(name);
            }
        }
        return new Deletions(empty, drained);
    }

    /// Marks a node for deletion.
    ///
    /// @return whether it is marked now; not where somebody else changed it meanwhile
    boolean begin(Removable going, Explanation why, Instant now) {
        Node node = going.node();
        ObjectKey key = node.key();
        List<Taint> taints = new ArrayList<>(withoutMarks(node.taints()));
        taints.add(new Taint(NodeTraits.TO_BE_DELETED, Long.toString(now.getEpochSecond()), "NoSchedule"));
        boolean cordoned = node.unschedulable() || flags.cordonBeforeTerminating();
        var change = new Change.SetTaints(
                node.meta().name(), taints, cordoned, node.meta().version());
        if (!(cluster.apply(change) instanceof Cluster.Outcome.Applied)) {
            return false;
        }
        if (!going.moving().isEmpty()) {
            withPods.add(node.meta().name());
        }
        chronicle.record(key, "drain", why, List.of(key));
        chronicle.normal(key, "ScaleDown", "marked the node as toBeDeleted/unschedulable");
        return true;
    }

    private static List<Taint> withoutMarks(List<Taint> taints) {
        return taints.stream()
                .filter(taint -> !taint.key().equals(NodeTraits.TO_BE_DELETED)
                        && !taint.key().equals(NodeTraits.DELETION_CANDIDATE))
                .toList();
    }

    /// Takes each marked node one step further; never waits.
    void advance(ClusterLook look) {
        var rules = new DrainRules(flags, Owners.ALL_PRESENT, unlimited(), look.now());
        SortedSet<String> marked = new TreeSet<>();
        for (Node node : look.nodes()) {
            Optional<Instant> since = NodeTraits.markedSince(node, NodeTraits.TO_BE_DELETED);
            Optional<GroupLook> group = look.group(node);
            if (since.isEmpty()) {
                continue;
            }
            if (group.isEmpty()) {
                letGoOf(node, since.get(), look.now());
                continue;
            }
            marked.add(node.meta().name());
            if (!group.get().isEnding(node)) {
                List<Pod> here = cluster.podsOn(node.meta().name()).stream()
                        .filter(pod -> !pod.status().isOver())
                        .toList();
                advance(new Drain(node, group.get(), since.get(), PodsOfNode.sorted(here, rules)), look.now());
            }
        }
        replacements.ifPresent(each -> each.release(marked));
        withPods.retainAll(marked);
        givenBack.keySet().retainAll(marked);
    }

    /// Which pods have a budget; how much it allows is the API server's to say, which refuses what goes too far.
    private DisruptionBudgets unlimited() {
        return new DisruptionBudgets(cluster.list(PodDisruptionBudget.class).stream()
                .map(budget -> new Budget(budget.key(), budget.selector(), Integer.MAX_VALUE))
                .toList());
    }

    /// One marked node.
    private record Drain(Node node, GroupLook group, Instant since, PodsOfNode pods) {
        String name() {
            return node.meta().name();
        }

        Duration age(Instant now) {
            return Duration.between(since, now);
        }
    }

    private void advance(Drain drain, Instant now) {
        PodsOfNode pods = drain.pods();
        if (pods.blocking().isPresent()) {
            PodsOfNode.BlockingPod blocking = pods.blocking().get();
            giveUp(
                    drain,
                    "%s of pod %s"
                            .formatted(blocking.reason().word(), blocking.pod().key()),
                    now);
        } else if (!pods.moving().isEmpty() || !pods.awaited().isEmpty()) {
            withPods.add(drain.name());
            evict(drain, now);
            evictDaemons(drain, flags.daemonSetEvictionForOccupiedNodes());
        } else if (drain.age(now).compareTo(flags.deleteDelayAfterTaint()) >= 0) {
            evictDaemons(drain, flags.daemonSetEvictionForEmptyNodes() && !withPods.contains(drain.name()));
            giveBack(drain, now);
        }
    }

    private void evict(Drain drain, Instant now) {
        List<Pod> going = drain.pods().moving().stream()
                .filter(pod -> !pod.isTerminating())
                .toList();
        List<Pod> evicted =
                replacements.map(each -> each.advance(drain.node(), going)).orElse(going);
        List<String> refused = new ArrayList<>();
        for (Pod pod : evicted) {
            evict(drain, pod).ifPresent(refused::add);
        }
        Duration untilEvicted = flags.deleteDelayAfterTaint().plus(flags.maxPodEviction());
        Duration untilGone = untilEvicted.plus(flags.maxGracefulTermination()).plus(HEADROOM);
        if (!refused.isEmpty() && drain.age(now).compareTo(untilEvicted) > 0) {
            giveUp(drain, refused.getFirst(), now);
        } else if (drain.age(now).compareTo(untilGone) > 0) {
            giveUp(drain, "pods remaining after timeout", now);
        }
    }

    /// Gives DaemonSets' pods a graceful end where it is wanted; the node does not wait for them.
    ///
    /// @param usual what holds for pods whose annotation does not say
    private void evictDaemons(Drain drain, boolean usual) {
        for (Pod pod : drain.pods().ending()) {
            String wish = pod.meta().annotations().getOrDefault(DAEMON_EVICTION, Boolean.toString(usual));
            if (wish.equals("true") && !pod.isTerminating()) {
                evict(drain, pod);
            }
        }
    }

    /// Asks for a pod to be moved; the API server's words where it refuses.
    private Optional<String> evict(Drain drain, Pod pod) {
        Duration grace = pod.spec().terminationGrace();
        Optional<Duration> shortened = grace.compareTo(flags.maxGracefulTermination()) > 0
                ? Optional.of(flags.maxGracefulTermination())
                : Optional.empty();
        return switch (cluster.apply(new Change.Evict(pod.key(), shortened))) {
            case Cluster.Outcome.Applied applied -> {
                chronicle.meters().evicted(true);
                chronicle.record(
                        pod.key(),
                        "evict",
                        because("its node is given back").given("node", drain.name()),
                        List.of(drain.node().key()));
                chronicle.normal(pod.key(), "ScaleDown", "deleting pod for node scale down");
                yield Optional.empty();
            }
            case Cluster.Outcome.Overtaken overtaken -> Optional.empty();
            case Cluster.Outcome.Refused(String reason) -> {
                chronicle.meters().evicted(false);
                yield Optional.of(reason);
            }
        };
    }

    private void giveBack(Drain drain, Instant now) {
        Instant asked = givenBack.get(drain.name());
        if (asked != null && Duration.between(asked, now).compareTo(Duration.ofMinutes(5)) < 0) {
            return; // the cloud said yes; its list of machines may lag
        }
        boolean drained = withPods.contains(drain.name());
        switch (cloud.delete(drain.group().id(), List.of(drain.node()))) {
            case NodeGroups.Outcome.Accepted() -> {
                givenBack.put(drain.name(), now);
                String reason = !NodeTraits.isReady(drain.node()) ? "unready" : drained ? "underutilized" : "empty";
                chronicle.meters().scaledDown(drain.name(), reason, now);
                tellRemoved(drain, drained);
            }
            case NodeGroups.Outcome.Failed(String reason) -> giveUp(drain, reason, now);
        }
    }

    private void tellRemoved(Drain drain, boolean drained) {
        ObjectKey key = drain.node().key();
        chronicle.record(
                key,
                "remove",
                because(drained ? "its pods have moved" : "it was empty")
                        .given("group", drain.group().id()),
                List.of(key));
        chronicle.normal(key, "ScaleDown", "nodes removed by cluster autoscaler");
        if (drained) {
            chronicle.normal(
                    chronicle.status(), "ScaleDown", "Scale-down: node %s removed with drain".formatted(drain.name()));
        } else {
            chronicle.normal(
                    chronicle.status(), "ScaleDownEmpty", "Scale-down: empty node %s removed".formatted(drain.name()));
        }
    }

    /// A marked node that no group counts, and has not for a while: its cloud tells an old list, or it left its group.
    private void letGoOf(Node node, Instant since, Instant now) {
        if (Duration.between(since, now).compareTo(ORPHANED) > 0) {
            var change = new Change.SetTaints(
                    node.meta().name(),
                    withoutMarks(node.taints()),
                    node.unschedulable() && !flags.cordonBeforeTerminating(),
                    node.meta().version());
            if (cluster.apply(change) instanceof Cluster.Outcome.Applied) {
                chronicle.record(node.key(), "keep", because("no node group counts it any more"), List.of(node.key()));
            }
        }
    }

    /// Lets the node live. Where the mark cannot be taken off now, the next look tries again.
    private void giveUp(Drain drain, String reason, Instant now) {
        Node node = drain.node();
        boolean cordoned = node.unschedulable() && !flags.cordonBeforeTerminating();
        var change = new Change.SetTaints(
                node.meta().name(),
                withoutMarks(node.taints()),
                cordoned,
                node.meta().version());
        if (cluster.apply(change) instanceof Cluster.Outcome.Applied) {
            cooldown.failed(drain.group().id(), now);
            withPods.remove(drain.name());
            chronicle.record(
                    node.key(), "keep", because("its drain was given up").given("reason", reason), List.of(node.key()));
            chronicle.warning(node.key(), "ScaleDownFailed", "failed to drain and delete node: " + reason);
        }
    }
}
