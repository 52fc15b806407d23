package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How the software inside one workload behaves under load.
///
/// @param workload    the Deployment or StatefulSet whose pods serve
/// @param container   the container that does the work
/// @param cpu         CPU time one request takes here
/// @param waiting      time one request takes here without CPU (besides calls, queries and look-ups)
/// @param concurrency requests one pod works on at a time; more wait in its queue
/// @param queue       requests that may wait in one pod; more are refused (503)
/// @param imagePull   on a node that does not have the image yet
/// @param startUp     from process start until probes succeed
/// @param startUpCpuMilli CPU burnt while starting, in thousandths of a core
/// @param leakPerHour memory that grows and is never given back
/// @param timeout     after which a caller gives up on this service
/// @param retries     times a caller tries again after a time-out or refusal
public record ServiceSpec(
        String name,
        ObjectKey workload,
        String container,
        Distribution cpu,
        Distribution waiting,
        Bytes memoryBase,
        Bytes memoryPerRequest,
        Bytes leakPerHour,
        int concurrency,
        int queue,
        Distribution imagePull,
        Distribution startUp,
        long startUpCpuMilli,
        Duration timeout,
        int retries,
        List<Call> calls,
        List<Query> queries,
        List<LookUp> lookUps) {
    public ServiceSpec {
        calls = List.copyOf(calls);
        queries = List.copyOf(queries);
        lookUps = List.copyOf(lookUps);
    }

    /// Requests to another service, `perRequest` on average.
    public record Call(String service, double perRequest) {}

    /// Queries to a database, `perRequest` on average.
    ///
    /// @param time CPU and I/O time of one query in the database when it is not busy
    public record Query(String database, double perRequest, Distribution time) {}

    /// Look-ups in a cache; a miss becomes one query.
    ///
    /// @param onMiss the query that a miss costs; empty where a miss costs nothing
    public record LookUp(String cache, double perRequest, Optional<Query> onMiss) {}
}
