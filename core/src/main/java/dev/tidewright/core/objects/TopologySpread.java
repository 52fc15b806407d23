package dev.tidewright.core.objects;

import java.util.List;
import java.util.Optional;

/// How evenly pods spread over domains (`topologySpreadConstraints`).
///
/// @param hard             `DoNotSchedule`; otherwise `ScheduleAnyway`
/// @param minDomains       empty where unset, which counts as 1
/// @param honoursAffinity  `nodeAffinityPolicy: Honor` (default true)
/// @param honoursTaints    `nodeTaintsPolicy: Honor` (default false)
public record TopologySpread(
        int maxSkew,
        String topologyKey,
        boolean hard,
        Optional<LabelSelector> selector,
        Optional<Integer> minDomains,
        boolean honoursAffinity,
        boolean honoursTaints,
        List<String> matchLabelKeys) {
    public TopologySpread {
        matchLabelKeys = List.copyOf(matchLabelKeys);
    }
}
