package dev.tidewright.core.objects;

import java.util.List;

/// Where a pod must or would rather run. Empty lists where nothing is asked.
public record Affinity(
        List<NodeTerm> requiredNodeTerms,
        boolean requiresNode,
        List<PreferredNodeTerm> preferredNodeTerms,
        List<PodTerm> requiredPods,
        List<WeightedPodTerm> preferredPods,
        List<PodTerm> requiredAntiPods,
        List<WeightedPodTerm> preferredAntiPods) {
    public static final Affinity NONE =
            new Affinity(List.of(), false, List.of(), List.of(), List.of(), List.of(), List.of());

    public Affinity {
        requiredNodeTerms = List.copyOf(requiredNodeTerms);
        preferredNodeTerms = List.copyOf(preferredNodeTerms);
        requiredPods = List.copyOf(requiredPods);
        preferredPods = List.copyOf(preferredPods);
        requiredAntiPods = List.copyOf(requiredAntiPods);
        preferredAntiPods = List.copyOf(preferredAntiPods);
    }

    /// One `nodeSelectorTerms` entry; all its requirements must hold. One without any matches nothing.
    public record NodeTerm(List<LabelSelector.Requirement> labels, List<LabelSelector.Requirement> fields) {
        public NodeTerm {
            labels = List.copyOf(labels);
            fields = List.copyOf(fields);
        }
    }

    /// A node term with a weight of 1 to 100.
    public record PreferredNodeTerm(int weight, NodeTerm term) {}

    /// Pods to be near to, or far from, within one topology domain.
    ///
    /// @param namespaces        explicit names; with neither names nor a selector, the pod's own namespace
    /// @param namespaceSelector empty where unset; [LabelSelector#EVERYTHING] for all namespaces
    /// @param selector          empty where unset, which selects no pod
    public record PodTerm(
            java.util.Optional<LabelSelector> selector,
            List<String> namespaces,
            java.util.Optional<LabelSelector> namespaceSelector,
            String topologyKey,
            List<String> matchLabelKeys,
            List<String> mismatchLabelKeys) {
        public PodTerm {
            namespaces = List.copyOf(namespaces);
            matchLabelKeys = List.copyOf(matchLabelKeys);
            mismatchLabelKeys = List.copyOf(mismatchLabelKeys);
        }
    }

    /// A pod term with a weight of 1 to 100.
    public record WeightedPodTerm(int weight, PodTerm term) {}
}
