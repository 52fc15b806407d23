package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.NodeTerm;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.Affinity.PreferredNodeTerm;
import dev.tidewright.core.objects.Affinity.WeightedPodTerm;
import dev.tidewright.core.objects.Toleration;
import dev.tidewright.core.objects.TopologySpread;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads where a pod may run: affinity, tolerations, topology spread.
final class PlacementDocuments {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private PlacementDocuments() {}

    static Affinity affinity(Fields spec) {
        return spec.mapping("affinity").map(PlacementDocuments::affinityOf).orElse(Affinity.NONE);
    }

    private static Affinity affinityOf(Fields affinity) {
        Optional<Fields> node = affinity.mapping("nodeAffinity");
        Optional<Fields> near = affinity.mapping("podAffinity");
        Optional<Fields> far = affinity.mapping("podAntiAffinity");
        Optional<Fields> required = node.flatMap(fields -> fields.mapping(REQUIRED));
        return new Affinity(
                required.map(fields -> fields.list("nodeSelectorTerms", item -> nodeTerm(item.fields())))
                        .orElse(List.of()),
                required.isPresent(),
                items(node, PREFERRED, PlacementDocuments::preferredNode),
                items(near, REQUIRED, PlacementDocuments::podTerm),
                items(near, PREFERRED, PlacementDocuments::weightedPod),
                items(far, REQUIRED, PlacementDocuments::podTerm),
                items(far, PREFERRED, PlacementDocuments::weightedPod));
    }

    private static <T> List<T> items(Optional<Fields> parent, String name, Function<Fields, T> reader) {
        return parent.map(fields -> fields.list(name, item -> reader.apply(item.fields())))
                .orElse(List.of());
    }

    private static NodeTerm nodeTerm(Fields term) {
        return new NodeTerm(
                MetaDocuments.requirements(term, "matchExpressions"), MetaDocuments.requirements(term, "matchFields"));
    }

    private static PreferredNodeTerm preferredNode(Fields preferred) {
        return new PreferredNodeTerm(weight(preferred), nodeTerm(inner(preferred, "preference")));
    }

    private static WeightedPodTerm weightedPod(Fields weighted) {
        return new WeightedPodTerm(weight(weighted), podTerm(inner(weighted, "podAffinityTerm")));
    }

    private static Fields inner(Fields parent, String name) {
        return parent.mapping(name).orElseThrow(() -> parent.complaint(name, "missing; expected a term"));
    }

    private static int weight(Fields fields) {
        return fields.count("weight")
                .filter(weight -> weight >= 1 && weight <= 100)
                .orElseThrow(() -> fields.complaint("weight", "expected a weight of 1 to 100"));
    }

    private static PodTerm podTerm(Fields term) {
        return new PodTerm(
                MetaDocuments.selector(term, "labelSelector"),
                term.textList("namespaces"),
                MetaDocuments.selector(term, "namespaceSelector"),
                term.requiredText("topologyKey"),
                term.textList("matchLabelKeys"),
                term.textList("mismatchLabelKeys"));
    }

    static List<Toleration> tolerations(Fields spec) {
        return spec.list("tolerations", item -> {
            Fields toleration = item.fields();
            return new Toleration(
                    toleration.text("key").orElse(""),
                    MetaDocuments.word(toleration, "operator", Toleration.Operator.class, Toleration.Operator.EQUAL),
                    toleration.text("value").orElse(""),
                    toleration.text("effect").orElse(""));
        });
    }

    static List<TopologySpread> spreads(Fields spec) {
        return spec.list("topologySpreadConstraints", item -> spread(item.fields()));
    }

    private static TopologySpread spread(Fields spread) {
        return new TopologySpread(
                spread.count("maxSkew")
                        .filter(skew -> skew >= 1)
                        .orElseThrow(() -> spread.complaint("maxSkew", "expected a whole number of at least 1")),
                spread.requiredText("topologyKey"),
                choice(spread, "whenUnsatisfiable", "DoNotSchedule", "ScheduleAnyway", true),
                MetaDocuments.selector(spread, "labelSelector"),
                spread.count("minDomains"),
                choice(spread, "nodeAffinityPolicy", "Honor", "Ignore", true),
                choice(spread, "nodeTaintsPolicy", "Honor", "Ignore", false),
                spread.textList("matchLabelKeys"));
    }

    /// Whether a field of two words holds the first of them.
    private static boolean choice(Fields fields, String name, String yes, String no, boolean absent) {
        String word = fields.text(name).orElse(absent ? yes : no);
        if (word.equals(yes) || word.equals(no)) {
            return word.equals(yes);
        }
        throw fields.complaint(name, "expected " + yes + " or " + no);
    }
}
