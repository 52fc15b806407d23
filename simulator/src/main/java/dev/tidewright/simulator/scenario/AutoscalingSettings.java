package dev.tidewright.simulator.scenario;

import java.util.List;
import java.util.SortedMap;

/// Flags of the loops, by the names that kube-controller-manager and cluster-autoscaler give them.
///
/// @param pods  e.g. `horizontal-pod-autoscaler-sync-period` to `15s`
/// @param nodes e.g. `expander` to `[least-waste]`; a list because some flags repeat
public record AutoscalingSettings(SortedMap<String, String> pods, SortedMap<String, List<String>> nodes) {}
