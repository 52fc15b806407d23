package dev.tidewright.control.nodes;

import dev.tidewright.core.nodes.NodeGroupOptions;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.up.Prices;
import dev.tidewright.core.nodes.up.Priorities;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the operator says to the node loop.
///
/// @param groupOptions overrides by group, named like the flags
/// @param podPrices    what pods' requests are worth, for the price expander
/// @param priorities   the priority expander's rules (upstream: ConfigMap `cluster-autoscaler-priority-expander`)
/// @param headroom     room kept free for pods to come
/// @param aheadOfPods  machines are ordered for the replicas that workloads want, before there are pods for them
public record NodeScalingSettings(
        NodeScalingFlags flags,
        Map<String, Map<String, String>> groupOptions,
        Prices podPrices,
        Priorities priorities,
        Headroom headroom,
        boolean aheadOfPods) {
    private static final String HEADROOM = "headroom";
    private static final String AHEAD_OF_PODS = "nodes-ahead-of-pods";

    public static final NodeScalingSettings DEFAULT = of(NodeScalingFlags.DEFAULT);

    public NodeScalingSettings {
        groupOptions = Collections.unmodifiableMap(new LinkedHashMap<>(groupOptions));
    }

    /// Upstream's behaviour and nothing else.
    public static NodeScalingSettings of(NodeScalingFlags flags) {
        return new NodeScalingSettings(flags, Map.of(), Prices.USUAL, Priorities.NONE, Headroom.NONE, false);
    }

    /// Reads cluster-autoscaler's flags and two that it lacks: `headroom` (`10%` of the pods, or a number of pods) and
    /// `nodes-ahead-of-pods` (`true` or `false`).
    ///
    /// @param given flag names without dashes to their values
    /// @throws IllegalArgumentException naming the flag that is unknown or whose value cannot be read
    public static NodeScalingSettings parse(Map<String, List<String>> given) {
        Map<String, List<String>> upstream = new LinkedHashMap<>(given);
        List<String> headroom = upstream.getOrDefault(HEADROOM, List.of());
        List<String> ahead = upstream.getOrDefault(AHEAD_OF_PODS, List.of());
        upstream.remove(HEADROOM);
        upstream.remove(AHEAD_OF_PODS);
        return new NodeScalingSettings(
                NodeScalingFlags.parse(upstream),
                Map.of(),
                Prices.USUAL,
                Priorities.NONE,
                headroom.isEmpty() ? Headroom.NONE : Headroom.parse(headroom.getLast()),
                !ahead.isEmpty() && truth(ahead.getLast()));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "--" + AHEAD_OF_PODS + ": expected true or false, found '" + text + "'");
        };
    }

    public NodeScalingSettings with(Priorities priorities) {
        return new NodeScalingSettings(flags, groupOptions, podPrices, priorities, headroom, aheadOfPods);
    }

    NodeGroupOptions optionsOf(String group) {
        return flags.groupDefaults().with(groupOptions.getOrDefault(group, Map.of()));
    }
}
