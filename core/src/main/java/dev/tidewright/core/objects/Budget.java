package dev.tidewright.core.objects;

import java.util.Optional;

/// A PodDisruptionBudget as draining and preemption look at it.
///
/// @param selector empty where unset, which selects nothing
/// @param allowed  disruptions allowed now (`status.disruptionsAllowed`)
public record Budget(ObjectKey key, Optional<LabelSelector> selector, int allowed) {
    /// Whether it speaks for the pod.
    public boolean guards(Pod pod) {
        return key.namespace().equals(pod.meta().namespace())
                && selector.filter(each -> each.matches(pod.meta().labels())).isPresent();
    }
}
