package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.DisruptionDocuments;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.MetaDocuments;
import dev.tidewright.cluster.documents.NodeDocuments;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.down.Deletions;
import dev.tidewright.core.nodes.down.Owners;
import dev.tidewright.core.nodes.down.ScaleDownView;
import dev.tidewright.core.nodes.down.ShrinkingGroup;
import dev.tidewright.core.nodes.up.Prices;
import dev.tidewright.core.nodes.up.Priorities;
import dev.tidewright.core.nodes.up.ScaleUpPlanning;
import dev.tidewright.core.nodes.up.ScaleUpView;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Namespaces;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The cluster of a scale-down case, read once and looked at in each step.
final class ScaleDownInput {
    private static final Map<String, String> KINDS = Map.of(
            "daemonSets", "DaemonSet",
            "replicaSets", "ReplicaSet",
            "statefulSets", "StatefulSet",
            "jobs", "Job",
            "replicationControllers", "ReplicationController");

    private final Instant now;
    private final NodeScalingFlags flags;
    private final Namespaces namespaces;
    private final List<Node> nodes;
    private final List<Pod> pods;
    private final List<ShrinkingGroup> groups;
    private final List<Budget> budgets;
    private final Map<ObjectKey, Owners.Owner> owners = new LinkedHashMap<>();

    ScaleDownInput(Fields input) {
        now = input.instant("now").orElseThrow();
        flags = flags(input);
        namespaces = PredicatesPlayer.namespaces(input);
        nodes = input.list("nodes", item -> NodeDocuments.node(item.document()));
        pods = input.list("pods", item -> PodDocuments.pod(item.document())).stream()
                .filter(pod -> pod.spec().priority() >= flags.scaleUp().expendableCutoff())
                .toList();
        groups = input.list("nodeGroups", item -> group(item.fields()));
        budgets = input.list("podDisruptionBudgets", item -> budget(item.document()));
        KINDS.forEach((field, kind) -> input.list(field, Fields.Item::fields).forEach(owner -> addOwner(kind, owner)));
    }

    private static NodeScalingFlags flags(Fields input) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        input.mapping("flags").ifPresent(all -> all.names().forEach(name -> given.put(name, all.textList(name))));
        return NodeScalingFlags.parse(given);
    }

    private ShrinkingGroup group(Fields group) {
        return new ShrinkingGroup(
                group.requiredText("id"),
                group.count("minSize").orElse(0),
                group.count("targetSize").orElse(0),
                flags.groupDefaults().with(group.texts("options")),
                group.textList("nodes"));
    }

    private static Budget budget(Document document) {
        var budget = DisruptionDocuments.budget(document);
        return new Budget(budget.key(), budget.selector(), budget.allowed());
    }

    private void addOwner(String kind, Fields owner) {
        ObjectMeta meta = MetaDocuments.meta(owner, true);
        Optional<Integer> replicas = owner.mapping("spec").flatMap(spec -> spec.count("replicas"));
        owners.put(
                new ObjectKey(kind, meta.namespace(), meta.name()),
                new Owners.Owner(replicas.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    /// Scale-up comes first: it places the pending pods that fit.
    private void placePending(ClusterPicture picture) {
        List<Pod> pending = pods.stream().filter(pod -> pod.node().isEmpty()).toList();
        ScaleUpPlanning.decide(new ScaleUpView(
                now, flags, picture, nodes, pending, List.of(), List.of(), Prices.NONE, Priorities.NONE));
    }

    /// The cluster at a time after the case's own; it does not change in between.
    ScaleDownView at(long afterSeconds) {
        var picture = new ClusterPicture(namespaces);
        nodes.forEach(picture::add);
        pods.forEach(picture::add);
        placePending(picture);
        return new ScaleDownView(
                now.plusSeconds(afterSeconds),
                flags,
                picture,
                nodes,
                groups,
                budgets,
                (kind, namespace, name) -> Optional.ofNullable(owners.get(new ObjectKey(kind, namespace, name))),
                Deletions.NONE);
    }
}
