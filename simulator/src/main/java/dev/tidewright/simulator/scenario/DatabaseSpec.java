package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.ObjectKey;
import java.util.Optional;

/// A PostgreSQL server, and the PgBouncers before it.
///
/// @param workload       the StatefulSet it runs in; empty for a managed database outside the cluster
/// @param cores          processors that run queries
/// @param maxConnections `max_connections`
/// @param pooler         empty where applications connect directly
public record DatabaseSpec(
        String name, Optional<ObjectKey> workload, int cores, int maxConnections, Optional<Pooler> pooler) {
    /// PgBouncers in transaction mode; the number of them is that of the workload's ready pods.
    ///
    /// @param poolSize      `default_pool_size`, server connections of each
    /// @param reserve       `reserve_pool_size`, more of them once clients have waited `reserve_pool_timeout` (5 s)
    /// @param maxClients    `max_client_conn` of each
    /// @param clientPerPod  connections each application pod keeps open
    public record Pooler(ObjectKey workload, int poolSize, int reserve, int maxClients, int clientPerPod) {}
}
