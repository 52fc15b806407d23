package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the operator says to the node loop.
///
/// @param groupOptions overrides by group, named like the flags
public record NodeScalingSettings(NodeScalingFlags flags, Map<String, Map<String, String>> groupOptions) {
    public static final NodeScalingSettings DEFAULT = new NodeScalingSettings(NodeScalingFlags.DEFAULT, Map.of());

    public NodeScalingSettings {
        groupOptions = Collections.unmodifiableMap(new LinkedHashMap<>(groupOptions));
    }

    public static NodeScalingSettings of(NodeScalingFlags flags) {
        return new NodeScalingSettings(flags, Map.of());
    }

    NodeGroupOptions optionsOf(String group) {
        return flags.groupDefaults().with(groupOptions.getOrDefault(group, Map.of()));
    }
}
