package dev.tidewright.core.scheduling;

import java.util.List;

/// What a shape would rather have, as far as other pods decide it: soft spread constraints, preferred affinity, and
/// what
/// pods already placed say about it.
///
/// @param near   pods that its own preferred terms speak of, with the weight of the term; below zero to be far from
/// @param wanted weights of placed pods' terms that speak of this shape; grows as such pods appear
record PodPreferences(List<Spread> spreads, List<Weighed> near, List<DomainCount> wanted) {
    /// One soft spread constraint.
    record Spread(SpreadCount count, int maxSkew, boolean byHostname) {}

    /// A count and what each pod in it weighs.
    record Weighed(DomainCount count, int weight) {}

    long affinity(int node) {
        long sum = 0;
        for (Weighed term : near) {
            sum += (long) term.weight() * term.count().around(node);
        }
        for (DomainCount weights : wanted) {
            sum += weights.around(node);
        }
        return sum;
    }
}
