package dev.tidewright.simulator.recording;

/// The names of what is recorded; the report draws its charts by them.
public final class Measures {
    // workload/NAMESPACE/NAME
    public static final String DESIRED = "desired";
    public static final String CURRENT = "current";
    public static final String READY = "ready";
    public static final String CPU_USED_MILLI = "cpuUsedMilli";
    public static final String CPU_REQUESTED_MILLI = "cpuRequestedMilli";
    public static final String THROTTLED_SECONDS = "throttledSeconds";
    public static final String RESTARTS = "restarts";
    public static final String OOM_KILLS = "oomKills";
    // hpa/NAMESPACE/NAME
    public static final String UTILISATION_PERCENT = "utilisationPercent";
    public static final String TARGET_PERCENT = "targetPercent";
    // service/NAME
    public static final String ARRIVED = "arrived";
    public static final String SERVED = "served";
    public static final String FAILED = "failed";
    public static final String RETRIED = "retried";
    public static final String IN_FLIGHT = "inFlight";
    // cluster
    public static final String PENDING_PODS = "pendingPods";
    public static final String EVICTIONS = "evictions";
    // nodes/GROUP
    public static final String NODES = "nodes";
    public static final String NODES_READY = "nodesReady";
    public static final String NODES_ORDERED = "nodesOrdered";
    public static final String COST = "cost";
    // database/NAME
    public static final String CONNECTIONS = "connections";
    public static final String CONNECTION_LIMIT = "connectionLimit";
    public static final String CLIENTS_WAITING = "clientsWaiting";
    public static final String BUSY_CORES = "busyCores";
    public static final String QUERIES = "queries";
    // cache/NAME
    public static final String HITS = "hits";
    public static final String MISSES = "misses";
    public static final String EVICTED_KEYS = "evictedKeys";
    public static final String MEMORY_BYTES = "memoryBytes";

    private Measures() {}
}
