package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.LabelSelector;
import java.util.List;
import java.util.Optional;

/// Which pods one pod-affinity term speaks of. Terms of different pods with one scope share one count.
///
/// @param namespaces explicit names; a term with neither names nor a namespace selector speaks of its own pod's
/// namespace
record TermScope(
        List<String> namespaces,
        Optional<LabelSelector> namespaceSelector,
        Optional<LabelSelector> selector,
        String topologyKey) {
    static TermScope of(PodTerm term, String ownNamespace) {
        boolean unset = term.namespaces().isEmpty() && term.namespaceSelector().isEmpty();
        return new TermScope(
                unset ? List.of(ownNamespace) : term.namespaces(),
                term.namespaceSelector(),
                term.selector(),
                term.topologyKey());
    }

    boolean covers(PodShape pod, Namespaces known) {
        if (selector.isEmpty() || !selector.get().matches(pod.labels())) {
            return false;
        }
        return namespaces.contains(pod.namespace())
                || (namespaceSelector.isPresent() && namespaceSelector.get().matches(known.labelsOf(pod.namespace())));
    }
}
