package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.core.nodes.NodeScalingFlags.Delivery;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Watches whether what was ordered comes: gives back machines that failed or never registered, gives up orders that
/// are
/// no machine at all, and leaves groups alone that do not deliver. Timers start anew after a crash. Not thread-safe;
/// bounded by the machines and groups there are.
final class Deliveries {
    private final Delivery flags;
    private final NodeGroups cloud;
    private final Chronicle chronicle;
    private final BackOffs backOffs;
    private final Map<String, Instant> unregisteredSince = new HashMap<>();
    private final Map<String, Instant> awaitedSince = new HashMap<>();
    private final Map<String, Instant> wrongSince = new HashMap<>();
    private final Set<String> timedOut = new HashSet<>();

    Deliveries(Delivery flags, NodeGroups cloud, Chronicle chronicle) {
        this.flags = flags;
        this.cloud = cloud;
        this.chronicle = chronicle;
        this.backOffs = new BackOffs(flags);
    }

    BackOffs backOffs() {
        return backOffs;
    }

    /// Notes an order, so that its time to arrive starts now.
    void ordered(String group, Instant now) {
        awaitedSince.put(group, now);
        timedOut.remove(group);
    }

    /// Notes that the cloud refused an order.
    void refused(ObjectKey group, Instant now, String reason) {
        BackOffs.BackOff backOff = backOffs.failed(group.name(), now, BackOffs.REFUSED, reason);
        chronicle.meters().failedScaleUp(BackOffs.REFUSED);
        chronicle.warning(
                chronicle.status(),
                "FailedToScaleUpGroup",
                "Scale-up failed for group %s: %s".formatted(group.name(), reason));
        chronicle.record(
                group,
                "fail",
                because("the cloud refused the order")
                        .given("reason", reason)
                        .given("left alone until", backOff.until()),
                List.of(group));
    }

    /// Whether machines of the group are on their way, ordered just now perhaps, and still in time.
    boolean awaits(GroupLook group, Instant now) {
        boolean ordered = awaitedSince.getOrDefault(group.id(), Instant.MIN).equals(now);
        return (ordered || group.upcoming(now) > 0) && !isLate(group);
    }

    /// Whether the group's latest order took too long.
    boolean isLate(GroupLook group) {
        return timedOut.contains(group.id());
    }

    /// Machines of the group that are not to be hoped for: failed, or not registered in time.
    int notComing(GroupLook group, Instant now) {
        return (int) group.unregistered().stream()
                .filter(each -> !each.error().isEmpty() || isOld(each, group, now))
                .count();
    }

    boolean isOld(Instance instance, GroupLook group, Instant now) {
        Instant since = unregisteredSince.getOrDefault(instance.providerId(), now);
        return since.plus(group.options().maxNodeProvisionTime()).isBefore(now);
    }

    /// Whether a group's size was changed, so that the look must end here.
    boolean settle(ClusterLook look) {
        backOffs.forgetOld(look.now());
        forgetGone(look);
        boolean changed = false;
        for (GroupLook group : look.groups()) {
            noteLate(group, look.now());
            changed |= giveBackFailed(group, look.now());
            changed |= giveBackUnregistered(group, look.now());
            changed |= giveUpMissing(group, look.now());
        }
        return changed;
    }

    private void forgetGone(ClusterLook look) {
        Set<String> there = look.groups().stream()
                .flatMap(group -> group.unregistered().stream())
                .map(Instance::providerId)
                .collect(Collectors.toSet());
        unregisteredSince.keySet().retainAll(there);
        there.forEach(id -> unregisteredSince.putIfAbsent(id, look.now()));
    }

    /// A group whose machines take longer than `--max-node-provision-time` is left alone.
    private void noteLate(GroupLook group, Instant now) {
        if (group.upcoming(now) == 0) {
            awaitedSince.remove(group.id());
            timedOut.remove(group.id());
            return;
        }
        Instant since = awaitedSince.computeIfAbsent(group.id(), id -> now);
        Duration limit = group.options().maxNodeProvisionTime();
        if (since.plus(limit).isBefore(now) && timedOut.add(group.id())) {
            String words = "Nodes added to group %s failed to register within %s"
                    .formatted(group.id(), Durations.format(limit));
            fail(group, now, new Failure(BackOffs.TIMED_OUT, "ScaleUpTimedOut", "did not deliver in time"), words);
        }
    }

    /// @param code   for status and metrics
    /// @param reason of the event
    /// @param rule   for the journal
    private record Failure(String code, String reason, String rule) {}

    private void fail(GroupLook group, Instant now, Failure failure, String words) {
        BackOffs.BackOff backOff = backOffs.failed(group.id(), now, failure.code(), failure.rule());
        chronicle.meters().failedScaleUp(failure.code());
        chronicle.warning(chronicle.status(), failure.reason(), words);
        chronicle.record(
                group.key(),
                "fail",
                because(failure.rule()).given("event", words).given("left alone until", backOff.until()),
                List.of(group.key()));
    }

    private boolean giveBackFailed(GroupLook group, Instant now) {
        List<Instance> failed = group.unregistered().stream()
                .filter(each -> !each.error().isEmpty())
                .toList();
        if (failed.isEmpty()) {
            return false;
        }
        String error = failed.getFirst().error();
        if (backOffs.of(group.id(), now).isEmpty()) {
            fail(
                    group,
                    now,
                    new Failure(error, "ScaleUpFailed", error),
                    "Failed adding %d nodes to group %s due to %s".formatted(failed.size(), group.id(), error));
        }
        return giveBack(group, failed, "the cloud could not make them: " + error);
    }

    private boolean giveBackUnregistered(GroupLook group, Instant now) {
        List<Instance> old = new ArrayList<>();
        for (Instance instance : group.unregistered()) {
            if (instance.error().isEmpty() && isOld(instance, group, now)) {
                old.add(instance);
            }
        }
        int possible = flags.forceDeleteUnregistered()
                ? old.size()
                : group.group().targetSize() - group.group().minSize();
        return giveBack(group, old.subList(0, Math.clamp(possible, 0, old.size())), "they did not register in time");
    }

    private boolean giveBack(GroupLook group, List<Instance> instances, String rule) {
        if (instances.isEmpty()) {
            return false;
        }
        List<Node> nodes = instances.stream().map(Deliveries::stand).toList();
        return switch (cloud.delete(group.id(), nodes)) {
            case NodeGroups.Outcome.Accepted() -> {
                for (Instance instance : instances) {
                    chronicle.normal(
                            chronicle.status(),
                            "DeleteUnregistered",
                            "Removed unregistered node " + instance.providerId());
                }
                chronicle.record(
                        group.key(),
                        "give-up",
                        because(rule).given("machines", instances.size()),
                        List.of(group.key()));
                chronicle.meters().unregisteredRemoved(instances.size());
                yield true;
            }
            case NodeGroups.Outcome.Failed(String reason) -> {
                chronicle.warning(
                        chronicle.status(),
                        "DeleteUnregisteredFailed",
                        "Failed to remove node %s: %s"
                                .formatted(instances.getFirst().providerId(), reason));
                yield false;
            }
        };
    }

    /// A node to name a machine by that never registered one.
    private static Node stand(Instance instance) {
        return new Node(
                ObjectMeta.named("", instance.providerId()),
                instance.providerId(),
                false,
                List.of(),
                Resources.NONE,
                Resources.NONE,
                List.of());
    }

    /// A target size above the machines there are, for too long, is lowered to them.
    private boolean giveUpMissing(GroupLook group, Instant now) {
        int there = group.nodes().size()
                + group.reclaimed().size()
                + group.unregistered().size();
        int target = group.group().targetSize();
        if (there >= target || group.options().zeroOrMaxNodeScaling()) {
            wrongSince.remove(group.id());
            return false;
        }
        Instant since = wrongSince.computeIfAbsent(group.id(), id -> now);
        int size = Math.max(there, group.group().minSize());
        if (size >= target
                || !since.plus(group.options().maxNodeProvisionTime()).isBefore(now)) {
            return false;
        }
        wrongSince.remove(group.id());
        chronicle.record(
                group.key(),
                "give-up",
                because("orders never became machines").given("from", target).given("to", size),
                List.of(group.key()));
        return cloud.decreaseTarget(group.id(), size) instanceof NodeGroups.Outcome.Accepted;
    }
}
