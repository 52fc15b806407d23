package dev.tidewright.simulator.recording;

/// The names of what is recorded; the report draws its charts by them. Gauges unless said to be counters.
public final class Measures {
    // workload/NAMESPACE/NAME

    /// `spec.replicas`.
    public static final String DESIRED = "desired";

    /// Pods that exist and are not terminating.
    public static final String CURRENT = "current";
    public static final String READY = "ready";

    /// True use over the sampling interval, of all its pods.
    public static final String CPU_USED_MILLI = "cpuUsedMilli";

    /// Requests of all its bound pods.
    public static final String CPU_REQUESTED_MILLI = "cpuRequestedMilli";

    /// Counter: core-seconds of work that waited because a CPU limit was reached.
    public static final String THROTTLED_SECONDS = "throttledSeconds";

    /// Counter.
    public static final String RESTARTS = "restarts";

    /// Counter.
    public static final String OOM_KILLS = "oomKills";
    // hpa/NAMESPACE/NAME

    /// As the autoscaler saw it at its latest sync; NaN while it saw none.
    public static final String UTILISATION_PERCENT = "utilisationPercent";
    public static final String TARGET_PERCENT = "targetPercent";
    // service/NAME

    /// Counter, as the three below: arrived = served + failed + in flight.
    public static final String ARRIVED = "arrived";
    public static final String SERVED = "served";
    public static final String FAILED = "failed";
    public static final String RETRIED = "retried";
    public static final String IN_FLIGHT = "inFlight";
    // cluster

    /// Pods without a node.
    public static final String PENDING_PODS = "pendingPods";

    /// Counter.
    public static final String EVICTIONS = "evictions";
    // nodes/GROUP

    /// Machines that are paid for.
    public static final String NODES = "nodes";
    public static final String NODES_READY = "nodesReady";

    /// The group's target size.
    public static final String NODES_ORDERED = "nodesOrdered";

    /// Spent on the group's machines since the start, in the scenario's currency.
    public static final String COST = "cost";
    // database/NAME

    /// Server connections in use.
    public static final String CONNECTIONS = "connections";

    /// The most there can be: what the pools or `max_connections` allow, whichever is less.
    public static final String CONNECTION_LIMIT = "connectionLimit";

    /// Requests that wait for a server connection.
    public static final String CLIENTS_WAITING = "clientsWaiting";
    public static final String BUSY_CORES = "busyCores";

    /// Counter.
    public static final String QUERIES = "queries";
    // cache/NAME

    /// Counter, as the two below.
    public static final String HITS = "hits";
    public static final String MISSES = "misses";
    public static final String EVICTED_KEYS = "evictedKeys";
    public static final String MEMORY_BYTES = "memoryBytes";

    private Measures() {}
}
