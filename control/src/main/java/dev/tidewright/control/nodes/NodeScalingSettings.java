package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.up.Prices;
import dev.tidewright.core.nodes.up.Priorities;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the operator says to the node loop.
///
/// @param groupOptions overrides by group, named like the flags
/// @param podPrices    what pods' requests are worth, for the price expander
/// @param priorities   the priority expander's rules (upstream: ConfigMap `cluster-autoscaler-priority-expander`)
public record NodeScalingSettings(
        NodeScalingFlags flags,
        Map<String, Map<String, String>> groupOptions,
        Prices podPrices,
        Priorities priorities) {
    public static final NodeScalingSettings DEFAULT = of(NodeScalingFlags.DEFAULT);

    public NodeScalingSettings {
        groupOptions = Collections.unmodifiableMap(new LinkedHashMap<>(groupOptions));
    }

    public static NodeScalingSettings of(NodeScalingFlags flags) {
        return new NodeScalingSettings(flags, Map.of(), Prices.USUAL, Priorities.NONE);
    }

    public NodeScalingSettings with(Priorities priorities) {
        return new NodeScalingSettings(flags, groupOptions, podPrices, priorities);
    }

    NodeGroupOptions optionsOf(String group) {
        return flags.groupDefaults().with(groupOptions.getOrDefault(group, Map.of()));
    }
}
