package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.MetaDocuments;
import dev.tidewright.cluster.documents.NodeDocuments;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.Namespaces;
import dev.tidewright.core.scheduling.Verdict;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plays whether a pod fits each node of a case.
final class PredicatesPlayer implements Player {
    /// Cluster-autoscaler leaves pods of a lower priority out of its picture (`--expendable-pods-priority-cutoff`).
    private static final int EXPENDABLE_BELOW = -10;

    @Override
    public Set<String> kinds() {
        return Set.of("predicates");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields input = one.body().mapping("input").orElseThrow();
        var picture = new ClusterPicture(namespaces(input));
        List<Node> nodes = input.list("nodes", item -> NodeDocuments.node(item.document()));
        nodes.forEach(picture::add);
        input.list("pods", item -> PodDocuments.pod(item.document())).stream()
                .filter(pod -> pod.spec().priority() >= EXPENDABLE_BELOW)
                .forEach(picture::add);
        Pod pod = PodDocuments.pod(input.document("pod").orElseThrow());
        Fields expected = one.body()
                .mapping("expected")
                .flatMap(fields -> fields.mapping("nodes"))
                .orElseThrow();
        var fit = new Fit(picture);
        return nodes.stream()
                .flatMap(node ->
                        difference(
                                fit.check(pod, picture.find(node.meta().name()).orElseThrow()), node, expected)
                                .stream())
                .findFirst();
    }

    static Namespaces namespaces(Fields input) {
        SortedMap<String, SortedMap<String, String>> labels = new TreeMap<>();
        input.list("namespaces", item -> MetaDocuments.meta(item.fields(), false))
                .forEach((ObjectMeta meta) -> labels.put(meta.name(), meta.labels()));
        return new Namespaces(Sorted.copyOf(labels));
    }

    private static Optional<Difference> difference(Verdict actual, Node node, Fields expected) {
        String wanted = words(expected.mapping(node.meta().name()).orElseThrow());
        String got = words(actual);
        return wanted.equals(got)
                ? Optional.empty()
                : Optional.of(new Difference("nodes." + node.meta().name(), wanted, got));
    }

    private static String words(Fields expected) {
        if (expected.bool("fits").orElse(false)) {
            return "fits";
        }
        return expected.requiredText("plugin")
                + expected.textList("reasons").stream().sorted().toList();
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits() -> "fits";
            case Rejected(var plugin, var reasons) ->
                plugin.toString() + reasons.stream().sorted().toList();
        };
    }
}
