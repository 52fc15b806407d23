package dev.tidewright.apiserver.apply;

import java.util.Map;
import java.util.Set;

/// What a change to an object means for those who own its fields.
///
/// @param change   in the version of the request
/// @param lost     fields of an owner that the change sets to something else
/// @param gone     fields that the change removes, in the version of each owner
/// @param obsolete owners that speak a version which is not served any more
record Contest(Comparison change, Map<Owner, FieldSet> lost, Map<Owner, FieldSet> gone, Set<Owner> obsolete) {
    /// Takes from each owner what it lost.
    void settle(Map<Owner, Owned> owners) {
        obsolete.forEach(owners::remove);
        lost.forEach((owner, fields) -> owners.computeIfPresent(
                owner, (_, owned) -> owned.with(owned.fields().difference(fields))));
        gone.forEach((owner, fields) -> owners.computeIfPresent(
                owner, (_, owned) -> owned.with(owned.fields().difference(fields))));
        owners.values().removeIf(owned -> owned.fields().isEmpty());
    }
}
