package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec.Pooler;
import dev.tidewright.simulator.scenario.Distribution;
import java.time.Duration;
import java.util.List;

/// Reads `databases` and `caches`, by name.
final class StoreReader {
    private static final double MAX_SKEW = 2;
    private static final Distribution LOOK_UP =
            new Distribution.LogNormal(Duration.ofNanos(400_000), Duration.ofMillis(1));
    private final Reading reading;

    StoreReader(Reading reading) {
        this.reading = reading;
    }

    List<DatabaseSpec> databases(Fields scenario) {
        return reading.entries(scenario, "databases", entry -> {
            Fields database = entry.fields();
            DatabaseSpec spec = new DatabaseSpec(
                    entry.name(),
                    reading.workloads().named(database, "runs"),
                    Units.count(database, "cores", 1)
                            .orElseThrow(() -> Units.missing(database, "cores", "processors that run queries")),
                    Units.count(database, "maxConnections", 1).orElse(100),
                    database.mapping("pooler").map(this::pooler));
            database.refuseUnknown();
            return spec;
        });
    }

    private Pooler pooler(Fields pooler) {
        Pooler read = new Pooler(
                reading.workloads()
                        .named(pooler, "runs")
                        .orElseThrow(() -> Units.missing(pooler, "runs", "a workload, e.g. deployment/pgbouncer")),
                Units.count(pooler, "poolSize", 1).orElse(20),
                Units.count(pooler, "reserve", 0).orElse(0),
                Units.count(pooler, "maxClients", 1).orElse(100),
                Units.count(pooler, "clientsPerPod", 1)
                        .orElseThrow(
                                () -> Units.missing(pooler, "clientsPerPod", "connections an application pod opens")));
        pooler.refuseUnknown();
        return read;
    }

    List<CacheSpec> caches(Fields scenario) {
        return reading.entries(scenario, "caches", entry -> {
            Fields cache = entry.fields();
            CacheSpec spec = new CacheSpec(
                    entry.name(),
                    reading.workloads().named(cache, "runs"),
                    Units.bytes(cache, "maxMemory")
                            .orElseThrow(() -> Units.missing(cache, "maxMemory", "what it holds, e.g. 1536Mi")),
                    keys(cache),
                    Units.bytes(cache, "bytesPerKey").orElse(new Bytes(1_024)),
                    skew(cache),
                    Units.length(cache, "ttl").orElse(Duration.ofHours(1)),
                    Units.distribution(cache, "latency").orElse(LOOK_UP),
                    Units.rate(cache, "capacity").orElse(80_000.0),
                    Units.count(cache, "masters", 1).orElse(1));
            cache.refuseUnknown();
            return spec;
        });
    }

    private static long keys(Fields cache) {
        long keys = cache.wholeNumber("keys").orElseThrow(() -> Units.missing(cache, "keys", "how many are asked for"));
        if (keys < 1) {
            throw cache.complaint("keys", "expected 1 or more, found " + keys);
        }
        return keys;
    }

    private static double skew(Fields cache) {
        double skew = Units.number(cache, "skew").orElse(1.0);
        if (skew > MAX_SKEW) {
            throw cache.complaint("skew", "expected 0 (all keys alike) to 2, found " + skew);
        }
        return skew;
    }
}
