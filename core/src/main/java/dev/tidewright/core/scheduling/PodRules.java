package dev.tidewright.core.scheduling;

import java.util.List;

/// What other pods allow a shape: its spread constraints, its affinity, its anti-affinity, and the anti-affinity of
/// pods
/// already placed. All are counts kept up to date by the picture.
///
/// @param affinityTerms one count for each term, of the pods that match *all* the terms
/// @param matchesItself whether the pod satisfies its own affinity, so that the first of a group can be placed
/// @param barredBy      pods placed whose anti-affinity speaks of this shape; grows as such pods appear
record PodRules(
        List<Spread> spreads,
        List<DomainCount> affinityTerms,
        boolean matchesItself,
        List<DomainCount> avoided,
        List<DomainCount> barredBy) {
    /// One hard spread constraint.
    record Spread(SpreadCount count, int maxSkew, int minDomains, int self) {
        boolean allows(int slot) {
            return count.around(slot) + self - count.least(minDomains) <= maxSkew;
        }
    }

    boolean isTrivial() {
        return spreads.isEmpty() && affinityTerms.isEmpty() && avoided.isEmpty() && barredBy.isEmpty();
    }

    boolean nearEnough(int slot) {
        boolean found = true;
        boolean empty = true;
        for (DomainCount term : affinityTerms) {
            if (!term.reaches(slot)) {
                return false;
            }
            found &= term.around(slot) > 0;
            empty &= term.isEmpty();
        }
        return found || (empty && matchesItself);
    }

    static boolean anyAround(List<DomainCount> counts, int slot) {
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i).around(slot) > 0) {
                return true;
            }
        }
        return false;
    }
}
