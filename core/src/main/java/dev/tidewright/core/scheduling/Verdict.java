package dev.tidewright.core.scheduling;

import java.util.List;

/// Whether a pod may run on a node.
public sealed interface Verdict {
    /// It may.
    record Fits() implements Verdict {}

    /// It may not.
    ///
    /// @param plugin  the filter that says no
    /// @param reasons in the scheduler's words, most general first; empty where the node was ruled
    ///                out before filtering, by a `metadata.name` match field
    record Rejected(Plugin plugin, List<String> reasons) implements Verdict {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }

    default boolean fits() {
        return this instanceof Fits;
    }
}
