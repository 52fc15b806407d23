package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Bytes;
import java.time.Duration;
import java.util.Optional;

/// A Redis.
///
/// @param workload       the workload it runs in; empty for a managed cache outside the cluster
/// @param maxMemory      `maxmemory`, before eviction begins
/// @param keys           distinct keys the application asks for
/// @param bytesPerKey    with Redis' own overhead
/// @param skew           exponent of the Zipf popularity, 0 (all alike) to 2
/// @param ttl            after which an entry is gone
/// @param latency        of one look-up
/// @param opsPerSecond   what one master can do
/// @param masters        shards
public record CacheSpec(
        String name,
        Optional<ObjectKey> workload,
        Bytes maxMemory,
        long keys,
        Bytes bytesPerKey,
        double skew,
        Duration ttl,
        Distribution latency,
        double opsPerSecond,
        int masters) {}
