package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.NodeTerm;
import dev.tidewright.core.objects.LabelSelector.Operator;
import dev.tidewright.core.objects.LabelSelector.Requirement;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.objects.Toleration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The filters that look at the node alone and at no pod on it: cordon, taints, node selector and affinity.
final class StaticFit {
    static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String NAME_FIELD = "metadata.name";
    private static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    private StaticFit() {}

    static boolean acceptsCordon(PodSpec spec, Node node) {
        return !node.unschedulable() || tolerates(spec.tolerations(), CORDON);
    }

    /// The first taint that keeps the pod off (`NoSchedule` or `NoExecute`).
    static Optional<Taint> untolerated(List<Toleration> tolerations, List<Taint> taints) {
        for (Taint taint : taints) {
            if (!taint.effect().equals("PreferNoSchedule") && !tolerates(tolerations, taint)) {
                return Optional.of(taint);
            }
        }
        return Optional.empty();
    }

    static boolean tolerates(List<Toleration> tolerations, Taint taint) {
        for (Toleration toleration : tolerations) {
            if (tolerates(toleration, taint)) {
                return true;
            }
        }
        return false;
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        if (!toleration.effect().isEmpty() && !toleration.effect().equals(taint.effect())) {
            return false;
        }
        if (!toleration.key().isEmpty() && !toleration.key().equals(taint.key())) {
            return false;
        }
        return switch (toleration.operator()) {
            case EXISTS -> true;
            case EQUAL -> toleration.value().equals(taint.value());
        };
    }

    /// Node selector and required node affinity together, as kube-scheduler asks them.
    ///
    /// @param requires whether there is a required affinity; one without terms matches nothing
    record Choice(SortedMap<String, String> nodeSelector, boolean requires, List<NodeTerm> terms) {
        static final Choice ANY = new Choice(Sorted.empty(), false, List.of());

        static Choice of(PodSpec spec) {
            return new Choice(
                    spec.nodeSelector(),
                    spec.affinity().requiresNode(),
                    spec.affinity().requiredNodeTerms());
        }

        boolean admits(Node node) {
            Map<String, String> labels = node.meta().labels();
            for (Map.Entry<String, String> wanted : nodeSelector.entrySet()) {
                if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                    return false;
                }
            }
            return !requires || anyMatches(terms, node);
        }
    }

    private static boolean anyMatches(List<NodeTerm> terms, Node node) {
        for (NodeTerm term : terms) {
            if (matches(term, node)) {
                return true;
            }
        }
        return false;
    }

    static boolean matches(NodeTerm term, Node node) {
        if (term.labels().isEmpty() && term.fields().isEmpty()) {
            return false;
        }
        for (Requirement requirement : term.labels()) {
            if (!isValid(requirement) || !requirement.matches(node.meta().labels())) {
                return false;
            }
        }
        for (Requirement requirement : term.fields()) {
            if (!matchesName(requirement, node.meta().name())) {
                return false;
            }
        }
        return true;
    }

    /// A requirement that is none makes its whole term match nothing (upstream: `labels.NewRequirement`).
    private static boolean isValid(Requirement requirement) {
        List<String> values = requirement.values();
        boolean fitting = switch (requirement.operator()) {
            case IN, NOT_IN -> !values.isEmpty();
            case EXISTS, DOES_NOT_EXIST -> values.isEmpty();
            case GT, LT -> values.size() == 1;
        };
        return fitting && values.stream().allMatch(StaticFit::isLabelValue);
    }

    private static boolean isLabelValue(String value) {
        int last = value.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = value.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean inside = i > 0 && i < last && (c == '-' || c == '_' || c == '.');
            if (!plain && !inside) {
                return false;
            }
        }
        return value.length() <= 63;
    }

    /// Fields know `metadata.name` only, with In or NotIn and exactly one value.
    private static boolean matchesName(Requirement field, String name) {
        if (!field.key().equals(NAME_FIELD) || field.values().size() != 1) {
            return false;
        }
        boolean equal = field.values().getFirst().equals(name);
        return switch (field.operator()) {
            case IN -> equal;
            case NOT_IN -> !equal;
            case EXISTS, DOES_NOT_EXIST, GT, LT -> false;
        };
    }

    /// The only nodes that can match, where every term names some; decided before any filter is asked.
    static Optional<Set<String>> namedNodes(Affinity affinity) {
        if (!affinity.requiresNode() || affinity.requiredNodeTerms().isEmpty()) {
            return Optional.empty();
        }
        Set<String> all = new LinkedHashSet<>();
        for (NodeTerm term : affinity.requiredNodeTerms()) {
            Optional<Set<String>> named = namedNodes(term);
            if (named.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(named.get());
        }
        return Optional.of(all);
    }

    private static Optional<Set<String>> namedNodes(NodeTerm term) {
        Optional<Set<String>> names = Optional.empty();
        for (Requirement field : term.fields()) {
            if (field.key().equals(NAME_FIELD) && field.operator() == Operator.IN) {
                Set<String> some = new LinkedHashSet<>(field.values());
                names.ifPresent(some::retainAll);
                names = Optional.of(some);
            }
        }
        return names;
    }

    /// Whether the answer may differ between nodes that are equal but for their name.
    static boolean looksAtName(PodSpec spec) {
        if (spec.nodeSelector().containsKey(HOSTNAME)) {
            return true;
        }
        for (NodeTerm term : spec.affinity().requiredNodeTerms()) {
            if (!term.fields().isEmpty()
                    || term.labels().stream().anyMatch(r -> r.key().equals(HOSTNAME))) {
                return true;
            }
        }
        return false;
    }
}
