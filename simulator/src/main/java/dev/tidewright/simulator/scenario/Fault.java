package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.util.Optional;

/// Something that goes wrong, or is done, at a time since the scenario's start.
public sealed interface Fault {
    Duration at();

    /// The metrics APIs fail.
    ///
    /// @param workload whose pods' metrics are hit; empty for all
    /// @param metric   the one external metric that is hit; empty for whole APIs
    record MetricOutage(Duration at, Duration length, Kind kind, Optional<ObjectKey> workload, Optional<String> metric)
            implements Fault {
        public MetricOutage(Duration at, Duration length, Kind kind, Optional<ObjectKey> workload) {
            this(at, length, kind, workload, Optional.empty());
        }

        /// How the metric fails.
        public enum Kind {
            MISSING,
            ZERO,
            FROZEN,
            NOT_FOUND,
            ONE_POD
        }
    }

    /// The cloud has no machines of a group; orders fail with `OUT_OF_RESOURCES` or never arrive.
    record StockOut(Duration at, Duration length, String nodeGroup, boolean silent) implements Fault {}

    /// The cloud's API fails: the autoscaler cannot read its groups, or reads old ones.
    record CloudOutage(Duration at, Duration length, Mode mode) implements Fault {
        /// How it fails.
        public enum Mode {
            /// Calls are refused and have no effect.
            ERRORS,
            /// Calls end in time-outs. What they ask for is done all the same.
            HANGS,
            /// Groups are told as they were when it began; orders work.
            STALE
        }
    }

    /// The cloud takes spot machines back.
    ///
    /// @param share  of the group's machines, above 0 to 1
    /// @param notice between the notice and the machine's end
    /// @param spread over which the notices come
    record SpotReclaim(Duration at, String nodeGroup, double share, Duration notice, Duration spread)
            implements Fault {}

    /// A database's queries take `factor` times as long.
    record SlowDatabase(Duration at, Duration length, String database, double factor) implements Fault {}

    /// A new version is rolled out: the template changes.
    record Rollout(Duration at, ObjectKey workload, String image) implements Fault {}

    /// Machines vanish without notice.
    record NodeCrash(Duration at, String nodeGroup, int count) implements Fault {}

    /// A cache loses its entries.
    record CacheFlush(Duration at, String cache) implements Fault {}

    /// Somebody writes `spec.replicas`, as a Helm release or a GitOps controller does.
    record ReplicasReset(Duration at, ObjectKey workload, int replicas) implements Fault {}
}
