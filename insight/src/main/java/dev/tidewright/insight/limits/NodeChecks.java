package dev.tidewright.insight.limits;

import static dev.tidewright.insight.run.Words.number;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.limits.Limit.Cause;
import dev.tidewright.insight.limits.Scene.Wait;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Limits in the machines.
final class NodeChecks {
    private NodeChecks() {}

    static List<Limit> stockOut(Scene scene) {
        if (nobodyWaits(scene)) {
            return List.of();
        }
        var found = new ArrayList<Limit>();
        for (Fault fault : scene.scenario().faults()) {
            if (fault instanceof Fault.StockOut stockOut && scene.isActive(fault)) {
                found.add(new Limit(
                        Cause.STOCK_OUT,
                        "%s; the cloud had no machines for %s from %s on for %s."
                                .formatted(
                                        pending(scene),
                                        stockOut.nodeGroup(),
                                        scene.clock(scene.scenario().start().plus(fault.at())),
                                        Words.time(stockOut.length())),
                        otherGroups(scene, stockOut.nodeGroup())));
            }
        }
        return found;
    }

    private static List<String> otherGroups(Scene scene, String hit) {
        var others = new ArrayList<String>();
        for (NodeGroupSpec group : scene.scenario().nodeGroups()) {
            if (!group.name().equals(hit) && scene.peak("nodes/" + group.name(), Measures.NODES) < group.max()) {
                others.add("Let node group %s take the pods: it stood at %s of %d machines."
                        .formatted(
                                group.name(),
                                number(scene.peak("nodes/" + group.name(), Measures.NODES)),
                                group.max()));
            }
        }
        return others.isEmpty()
                ? List.of(
                        "Add a second node group of another machine size or zone; no group but %s could take the pods."
                                .formatted(hit))
                : others;
    }

    static List<Limit> lost(Scene scene) {
        var nodes = new LinkedHashSet<ObjectKey>();
        var groups = new LinkedHashSet<String>();
        Instant first = Instant.MAX;
        for (String verb : List.of("reclaim", "lost")) {
            for (Entry entry : scene.recent("cloud", verb)) {
                nodes.add(entry.object());
                Facts.text(entry, "group").ifPresent(groups::add);
                first = entry.at().isBefore(first) ? entry.at() : first;
            }
        }
        if (nodes.isEmpty()) {
            return List.of();
        }
        String evidence = "%s %s taken away from %s on; %s."
                .formatted(
                        Words.count(nodes.size(), "machine"),
                        nodes.size() == 1 ? "was" : "were",
                        scene.clock(first),
                        pending(scene));
        return List.of(new Limit(Cause.NODES_LOST, evidence, moreOnDemand(scene, groups, nodes.size())));
    }

    private static List<String> moreOnDemand(Scene scene, Set<String> hit, int lost) {
        var remedies = new ArrayList<String>();
        for (NodeGroupSpec group : scene.scenario().nodeGroups()) {
            if (!group.spot() && !hit.contains(group.name())) {
                remedies.add("Keep room for the lost %s outside of spot: raise min of node group %s from %d to %d."
                        .formatted(
                                Words.count(lost, "machine"),
                                group.name(),
                                group.min(),
                                Math.min(group.max(), group.min() + lost)));
            }
        }
        return remedies;
    }

    static List<Limit> groupFull(Scene scene) {
        if (nobodyWaits(scene)) {
            return List.of();
        }
        var found = new ArrayList<Limit>();
        for (NodeGroupSpec group : scene.scenario().nodeGroups()) {
            double target = Math.max(
                    scene.peak("nodes/" + group.name(), Measures.NODES_ORDERED),
                    scene.peak("nodes/" + group.name(), Measures.NODES));
            if (target >= group.max()) {
                found.add(new Limit(
                        Cause.NODE_GROUP_FULL,
                        "%s, and node group %s stood at its maximum of %d machines."
                                .formatted(pending(scene), group.name(), group.max()),
                        List.of(NodeRoom.raiseMax(scene, group))));
            }
        }
        return found;
    }

    static List<Limit> boot(Scene scene) {
        var found = new ArrayList<Limit>();
        for (NodeGroupSpec group : scene.scenario().nodeGroups()) {
            String subject = "nodes/" + group.name();
            double coming = scene.peak(subject, Measures.NODES_ORDERED) - scene.mean(subject, Measures.NODES_READY);
            if (coming < 0.5 || nobodyWaits(scene)) {
                continue;
            }
            String evidence = "%s, while %s of node group %s %s on the way (a machine takes %s to boot on average)."
                    .formatted(
                            pending(scene),
                            Words.count(Math.round(Math.ceil(coming)), "machine"),
                            group.name(),
                            coming > 1 ? "were" : "was",
                            Words.time(group.boot().mean()));
            found.add(new Limit(Cause.NODE_BOOT, evidence, List.of(NodeRoom.keepSpare(scene, group))));
        }
        return found;
    }

    /// Pods wait, and neither is a machine on the way nor is a group full.
    static List<Limit> unschedulable(Scene scene) {
        if (nobodyWaits(scene)
                || !groupFull(scene).isEmpty()
                || !boot(scene).isEmpty()
                || !stockOut(scene).isEmpty()) {
            return List.of();
        }
        String reason = scene.waits().isEmpty()
                ? ""
                : Facts.text(scene.waits().getLast().unschedulable(), "reason")
                        .map(words -> ": " + words)
                        .orElse("");
        return List.of(new Limit(Cause.UNSCHEDULABLE, pending(scene) + reason + ".", List.of()));
    }

    private static boolean nobodyWaits(Scene scene) {
        return scene.waits().isEmpty() && scene.peak("cluster", Measures.PENDING_PODS) < 1;
    }

    private static String pending(Scene scene) {
        List<Wait> waits = scene.waits();
        if (waits.isEmpty()) {
            double peak = scene.peak("cluster", Measures.PENDING_PODS);
            return peak < 1
                    ? "no pod waited for a node"
                    : "up to " + Words.count(Math.round(peak), "pod") + " had no node";
        }
        Duration longest = Duration.ZERO;
        for (Wait wait : waits) {
            Duration waited = Duration.between(wait.unschedulable().at(), wait.until());
            longest = waited.compareTo(longest) > 0 ? waited : longest;
        }
        return "%s waited for a node, up to %s so far".formatted(Words.count(waits.size(), "pod"), Words.time(longest));
    }
}
