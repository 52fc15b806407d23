package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Taint;
import java.util.List;
import java.util.SortedMap;

/// A group of equal machines.
///
/// @param capacity    the whole machine
/// @param allocatable what is left for pods
/// @param initial     machines that stand ready at the start, min to max
/// @param boot        from order to a Ready node
/// @param hourlyPrice of one machine, 0 and up
/// @param zones       machines are spread over these in turn; at least one
public record NodeGroupSpec(
        String name,
        Resources capacity,
        Resources allocatable,
        int min,
        int max,
        int initial,
        Distribution boot,
        double hourlyPrice,
        boolean spot,
        List<String> zones,
        SortedMap<String, String> labels,
        List<Taint> taints) {
    public NodeGroupSpec {
        zones = List.copyOf(zones);
        taints = List.copyOf(taints);
    }
}
