package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.Sorted;
import java.util.List;
import java.util.SortedMap;

/// Flags of the loops, by the names that kube-controller-manager, cluster-autoscaler and the vertical autoscaler's
/// parts
/// give them.
///
/// @param pods  e.g. `horizontal-pod-autoscaler-sync-period` to `15s`
/// @param nodes e.g. `expander` to `[least-waste]`; a list because some flags repeat
/// @param requests e.g. `updater-interval` to `1m`
public record AutoscalingSettings(
        SortedMap<String, String> pods, SortedMap<String, List<String>> nodes, SortedMap<String, String> requests) {
    /// No flag is set.
    public static final AutoscalingSettings NONE =
            new AutoscalingSettings(Sorted.empty(), Sorted.empty(), Sorted.empty());
}
