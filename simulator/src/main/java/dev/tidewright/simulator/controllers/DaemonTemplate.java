package dev.tidewright.simulator.controllers;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.NodeTerm;
import dev.tidewright.core.objects.LabelSelector.Operator;
import dev.tidewright.core.objects.LabelSelector.Requirement;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.objects.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a DaemonSet's template becomes on a node. Source: `pkg/controller/daemon/util`
/// (`AddOrUpdateDaemonPodTolerations`,
/// `ReplaceDaemonSetPodNodeNameNodeAffinity`) and `NodeShouldRunDaemonPod`.
final class DaemonTemplate {
    private static final String PREFIX = "node.kubernetes.io/";
    private final PodSpec spec;

    DaemonTemplate(PodSpec template) {
        List<Toleration> tolerations = new ArrayList<>(template.tolerations());
        add(tolerations, "not-ready", "NoExecute");
        add(tolerations, "unreachable", "NoExecute");
        add(tolerations, "disk-pressure", "NoSchedule");
        add(tolerations, "memory-pressure", "NoSchedule");
        add(tolerations, "pid-pressure", "NoSchedule");
        add(tolerations, "unschedulable", "NoSchedule");
        if (template.hostNetwork()) {
            add(tolerations, "network-unavailable", "NoSchedule");
        }
        spec = template.withTolerations(tolerations);
    }

    private static void add(List<Toleration> tolerations, String key, String effect) {
        tolerations.add(new Toleration(PREFIX + key, Toleration.Operator.EXISTS, "", effect));
    }

    /// Whether a pod of this template should be made on the node.
    boolean shouldRunOn(Node node) {
        return selects(node) && tolerates(node, List.of("NoSchedule", "NoExecute"));
    }

    /// Whether one that is there may stay: a `NoSchedule` taint drives nobody away.
    boolean mayStayOn(Node node) {
        return selects(node) && tolerates(node, List.of("NoExecute"));
    }

    private boolean selects(Node node) {
        for (Map.Entry<String, String> wanted : spec.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.meta().labels().get(wanted.getKey()))) {
                return false;
            }
        }
        return !spec.affinity().requiresNode()
                || spec.affinity().requiredNodeTerms().stream().anyMatch(term -> matches(term, node));
    }

    private static boolean matches(NodeTerm term, Node node) {
        boolean empty = term.labels().isEmpty() && term.fields().isEmpty();
        return !empty
                && term.labels().stream()
                        .allMatch(each -> each.matches(node.meta().labels()))
                && term.fields().stream()
                        .allMatch(each ->
                                each.matches(Map.of(each.key(), node.meta().name())));
    }

    private boolean tolerates(Node node, List<String> effects) {
        for (Taint taint : node.taints()) {
            boolean counts = effects.contains(taint.effect());
            if (counts && spec.tolerations().stream().noneMatch(each -> each.tolerates(taint))) {
                return false;
            }
        }
        return true;
    }

    /// The pod's spec on one node: it may run nowhere else.
    PodSpec on(String node) {
        NodeTerm here = new NodeTerm(List.of(), List.of(new Requirement("metadata.name", Operator.IN, List.of(node))));
        Affinity affinity = spec.affinity();
        List<NodeTerm> terms = affinity.requiresNode()
                ? affinity.requiredNodeTerms().stream()
                        .map(term -> new NodeTerm(term.labels(), here.fields()))
                        .toList()
                : List.of(here);
        return spec.withAffinity(new Affinity(
                terms,
                true,
                affinity.preferredNodeTerms(),
                affinity.requiredPods(),
                affinity.preferredPods(),
                affinity.requiredAntiPods(),
                affinity.preferredAntiPods()));
    }
}
