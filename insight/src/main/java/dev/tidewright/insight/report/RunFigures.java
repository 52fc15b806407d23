package dev.tidewright.insight.report;

import dev.tidewright.simulator.recording.Breaches;
import dev.tidewright.simulator.recording.LatencyFigures;
import dev.tidewright.simulator.recording.Series.Span;
import java.util.List;

/// The run in figures. A list is empty where nothing of its kind was recorded.
///
/// @param breaches        at the services where traffic comes in
/// @param minutesInBreach minutes in which a request failed or came late
/// @param cost            of machines, in the scenario's currency
/// @param decisions       changes that the control loops made
public record RunFigures(
        List<WorkloadFigures> workloads,
        List<GroupFigures> groups,
        List<ServiceFigures> services,
        List<DatabaseFigures> databases,
        List<CacheFigures> caches,
        Span pending,
        PodWaits waits,
        HeadroomFigures headroom,
        List<AskedFigures> asked,
        Breaches breaches,
        long minutesInBreach,
        double cost,
        Disruptions disruptions,
        Decisions decisions) {
    public RunFigures {
        workloads = List.copyOf(workloads);
        groups = List.copyOf(groups);
        services = List.copyOf(services);
        databases = List.copyOf(databases);
        caches = List.copyOf(caches);
        asked = List.copyOf(asked);
    }

    /// @param name `shop/web`
    public record WorkloadFigures(String name, Span desired, Span ready, long restarts, long oomKills) {
        public boolean moved() {
            return desired.min() != desired.max();
        }
    }

    /// @param cost of this group's machines
    public record GroupFigures(String name, Span nodes, double cost) {}

    public record ServiceFigures(
            String name, long arrived, long served, long failed, long retried, LatencyFigures latency) {}

    /// @param connections server connections in use; with the most there can be
    public record DatabaseFigures(
            String name, Span connections, double connectionLimit, Span waiting, Span busyCores, int cores) {}

    public record CacheFigures(String name, long hits, long misses) {
        /// Of the look-ups; 0 where there were none.
        public double hitRate() {
            return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
        }
    }

    /// What was done to running pods.
    ///
    /// @param evictions pods moved off their node, by a budget's leave or by a machine's end
    public record Disruptions(long evictions, long restarts, long oomKills) {}

    /// @param up   times an autoscaler added pods, and so on
    public record Decisions(long up, long down, long nodesOrdered, long nodesRemoved) {}
}
