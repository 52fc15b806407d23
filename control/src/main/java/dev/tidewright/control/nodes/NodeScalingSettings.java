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
/// @param onDemandBase machines that no reclaim can take
/// @param replacementFirst a Deployment's pods leave a node only when as many others are ready elsewhere
public record NodeScalingSettings(
        NodeScalingFlags flags,
        Map<String, Map<String, String>> groupOptions,
        Prices podPrices,
        Priorities priorities,
        Headroom headroom,
        boolean aheadOfPods,
        boolean replacementFirst,
        OnDemandBase onDemandBase) {
    private static final String HEADROOM = "headroom";
    private static final String AHEAD_OF_PODS = "nodes-ahead-of-pods";
    private static final String ON_DEMAND_BASE = "on-demand-base";
    private static final String REPLACEMENT_FIRST = "replacement-first-drain";

    public static final NodeScalingSettings DEFAULT = of(NodeScalingFlags.DEFAULT);

    public NodeScalingSettings {
        groupOptions = Collections.unmodifiableMap(new LinkedHashMap<>(groupOptions));
    }

    /// Upstream's behaviour and nothing else.
    public static NodeScalingSettings of(NodeScalingFlags flags) {
        return new NodeScalingSettings(
                flags, Map.of(), Prices.USUAL, Priorities.NONE, Headroom.NONE, false, false, OnDemandBase.NONE);
    }

    /// Reads cluster-autoscaler's flags and four that it lacks: `headroom` (`10%` of the pods, a number, or `auto`),
    /// `on-demand-base` (`40%` of the nodes, or a number), `nodes-ahead-of-pods` and
    /// `replacement-first-drain` (`true` or `false`).
    ///
    /// @param given flag names without dashes to their values
    /// @throws IllegalArgumentException naming the flag that is unknown or whose value cannot be read
    public static NodeScalingSettings parse(Map<String, List<String>> given) {
        Map<String, List<String>> upstream = new LinkedHashMap<>(given);
        List<String> headroom = upstream.getOrDefault(HEADROOM, List.of());
        boolean ahead = truth(upstream, AHEAD_OF_PODS);
        boolean replacementFirst = truth(upstream, REPLACEMENT_FIRST);
        List<String> base = upstream.getOrDefault(ON_DEMAND_BASE, List.of("0"));
        upstream.remove(HEADROOM);
        upstream.remove(ON_DEMAND_BASE);
        return new NodeScalingSettings(
                NodeScalingFlags.parse(upstream),
                Map.of(),
                Prices.USUAL,
                Priorities.NONE,
                headroom.isEmpty() ? Headroom.NONE : Headroom.parse(headroom.getLast()),
                ahead,
                replacementFirst,
                OnDemandBase.parse(base.getLast()));
    }

    /// Takes a flag out; false where it is absent.
    private static boolean truth(Map<String, List<String>> given, String flag) {
        List<String> values = given.getOrDefault(flag, List.of("false"));
        given.remove(flag);
        return switch (values.getLast()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "--" + flag + ": expected true or false, found '" + values.getLast() + "'");
        };
    }

    public NodeScalingSettings with(Priorities priorities) {
        return new NodeScalingSettings(
                flags, groupOptions, podPrices, priorities, headroom, aheadOfPods, replacementFirst, onDemandBase);
    }

    NodeGroupOptions optionsOf(String group) {
        return flags.groupDefaults().with(groupOptions.getOrDefault(group, Map.of()));
    }
}
