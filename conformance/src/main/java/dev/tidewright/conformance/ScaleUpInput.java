package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.MetaDocuments;
import dev.tidewright.cluster.documents.NodeDocuments;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.cluster.documents.PriorityDocuments;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.up.Daemon;
import dev.tidewright.core.nodes.up.GrowingGroup;
import dev.tidewright.core.nodes.up.Prices;
import dev.tidewright.core.nodes.up.Priorities;
import dev.tidewright.core.nodes.up.ScaleUpView;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cluster of a scale-up case.
final class ScaleUpInput {
    private final Fields input;
    private final Instant now;
    private final NodeScalingFlags flags;
    private final List<Node> nodes;
    private final List<Pod> pods;
    private final List<GrowingGroup> groups;
    private final List<Daemon> daemons;

    ScaleUpInput(Fields input) {
        this.input = input;
        now = input.instant("now").orElseThrow();
        flags = flags(input);
        nodes = input.list("nodes", item -> NodeDocuments.node(item.document()));
        pods = input.list("pods", item -> PodDocuments.pod(item.document()));
        groups = input.list("nodeGroups", item -> group(item.fields()));
        daemons = input.list("daemonSets", item -> daemon(item.fields()));
    }

    private static NodeScalingFlags flags(Fields input) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        input.mapping("flags").ifPresent(all -> all.names().forEach(name -> given.put(name, all.textList(name))));
        return NodeScalingFlags.parse(given);
    }

    private GrowingGroup group(Fields group) {
        return new GrowingGroup(
                group.requiredText("id"),
                group.count("minSize").orElse(0),
                group.count("maxSize").orElse(0),
                group.count("targetSize").orElse(0),
                flags.groupDefaults().with(group.texts("options")),
                group.textList("nodes"),
                NodeDocuments.node(group.document("template").orElseThrow()),
                group.number("hourlyPrice"),
                Optional.empty(),
                0,
                0);
    }

    private static Daemon daemon(Fields daemon) {
        Fields spec = daemon.mapping("spec").orElseThrow();
        return new Daemon(MetaDocuments.meta(daemon, true), PodDocuments.template(spec));
    }

    NodeScalingFlags flags() {
        return flags;
    }

    List<GrowingGroup> groups() {
        return groups;
    }

    /// The cluster as it is found; anew each time, since a decision changes the picture.
    ScaleUpView view() {
        var picture = new ClusterPicture(PredicatesPlayer.namespaces(input));
        nodes.forEach(picture::add);
        pods.stream()
                .filter(pod -> pod.spec().priority() >= flags.scaleUp().expendableCutoff())
                .forEach(picture::add);
        return new ScaleUpView(
                now,
                flags,
                picture,
                nodes,
                pods.stream().filter(ScaleUpInput::isUnschedulable).toList(),
                groups,
                daemons,
                prices(),
                input.text("priorityExpanderConfig")
                        .map(PriorityDocuments::priorities)
                        .orElse(Priorities.NONE));
    }

    private Prices prices() {
        return input.mapping("podHourlyPrice")
                .map(prices -> new Prices(
                        prices.number("cpuCore").orElse(0.0),
                        prices.number("memoryGiB").orElse(0.0)))
                .orElse(Prices.NONE);
    }

    private static boolean isUnschedulable(Pod pod) {
        return pod.node().isEmpty() && pod.status().conditions().stream().anyMatch(ScaleUpInput::saysUnschedulable);
    }

    private static boolean saysUnschedulable(Condition condition) {
        return condition.type().equals("PodScheduled")
                && condition.status().equals("False")
                && condition.reason().equals("Unschedulable");
    }
}
