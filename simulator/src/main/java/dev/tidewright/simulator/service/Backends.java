package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.cache.CacheModel;
import dev.tidewright.simulator.database.DatabaseModel;
import dev.tidewright.simulator.queueing.Downstream;
import dev.tidewright.simulator.queueing.WaitingCurve;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/// The databases and caches behind the services.
final class Backends {
    /// PgBouncer passes some 30,000 transactions a second with the one core that it can use.
    private static final double POOLER_SECONDS_PER_QUERY = 1.0 / 30_000;

    private final Map<String, DatabaseModel> databases = new LinkedHashMap<>();
    private final Map<String, CacheModel> caches = new LinkedHashMap<>();
    private final Map<String, List<ServiceModel>> clients = new LinkedHashMap<>();
    private final Map<ObjectKey, Burden> burdens = new LinkedHashMap<>();
    private final List<Burden> burdenList;
    private final List<DatabaseModel> databaseList;
    private final List<CacheModel> cacheList;

    Backends(Scenario scenario, ReadyPods ready, WaitingCurve.Shelf curves, SplittableRandom random) {
        for (DatabaseSpec spec : scenario.databases()) {
            List<ServiceModel> users = new ArrayList<>();
            clients.put(spec.name(), users);
            var around = new Surroundings(servers(spec, ready), poolers(spec, ready), users);
            var database = new DatabaseModel(spec, random.split(), curves, around);
            databases.put(spec.name(), database);
            burden(database, around);
        }
        for (CacheSpec spec : scenario.caches()) {
            IntSupplier servers = spec.workload().map(ready::of).orElse(spec::masters);
            var cache = new CacheModel(spec, random.split(), servers);
            caches.put(spec.name(), cache);
            spec.workload()
                    .ifPresent(
                            key -> burdens.put(key, new Burden(servers, () -> cpuSeconds(cache), cache::memoryBytes)));
        }
        burdenList = List.copyOf(burdens.values());
        databaseList = List.copyOf(databases.values());
        cacheList = List.copyOf(caches.values());
    }

    private void burden(DatabaseModel database, Surroundings around) {
        database.spec()
                .workload()
                .ifPresent(key -> burdens.put(key, new Burden(around.servers(), database::cpuSeconds, () -> 0)));
        database.spec()
                .pooler()
                .ifPresent(pooler -> burdens.put(
                        pooler.workload(),
                        new Burden(around.poolers(), () -> database.answered() * POOLER_SECONDS_PER_QUERY, () -> 0)));
    }

    private static double cpuSeconds(CacheModel cache) {
        return (cache.hits() + cache.misses()) / Math.max(1, cache.spec().opsPerSecond());
    }

    /// What the pods of a workload carry, where it is a database, a pooler or a cache.
    Optional<Burden> burdenOf(ObjectKey workload) {
        return Optional.ofNullable(burdens.get(workload));
    }

    private static IntSupplier servers(DatabaseSpec spec, ReadyPods ready) {
        return spec.workload().map(ready::of).orElse(() -> 1);
    }

    private static IntSupplier poolers(DatabaseSpec spec, ReadyPods ready) {
        return spec.pooler().map(pooler -> ready.of(pooler.workload())).orElse(() -> 0);
    }

    /// Who is there around a database.
    private record Surroundings(IntSupplier servers, IntSupplier poolers, List<ServiceModel> users)
            implements DatabaseModel.Surroundings {
        @Override
        public boolean isUp() {
            return servers.getAsInt() > 0;
        }

        @Override
        public int readyPoolers() {
            return poolers.getAsInt();
        }

        @Override
        public int clientPods() {
            int sum = 0;
            for (int i = 0; i < users.size(); i++) {
                sum += users.get(i).runningPods();
            }
            return sum;
        }

        @Override
        public int directConnections() {
            int sum = 0;
            for (int i = 0; i < users.size(); i++) {
                ServiceModel user = users.get(i);
                sum += user.runningPods() * user.spec().concurrency();
            }
            return sum;
        }
    }

    /// Lets a service's requests query and look up.
    void connect(ServiceModel service) {
        for (ServiceSpec.Query query : service.spec().queries()) {
            service.needs().add(queries(service, query), query.perRequest());
        }
        for (ServiceSpec.LookUp lookUp : service.spec().lookUps()) {
            Optional<Downstream> onMiss = lookUp.onMiss().map(query -> queries(service, query));
            double perMiss = lookUp.onMiss().map(ServiceSpec.Query::perRequest).orElse(0.0);
            service.needs().add(cache(lookUp.cache()).lookUps(onMiss, perMiss), lookUp.perRequest());
        }
    }

    private Downstream queries(ServiceModel service, ServiceSpec.Query query) {
        List<ServiceModel> users = clients.computeIfAbsent(query.database(), name -> new ArrayList<>());
        if (!users.contains(service)) {
            users.add(service);
        }
        return database(query.database()).queries(query);
    }

    DatabaseModel database(String name) {
        return Optional.ofNullable(databases.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such database: " + name));
    }

    CacheModel cache(String name) {
        return Optional.ofNullable(caches.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such cache: " + name));
    }

    List<DatabaseModel> databases() {
        return databaseList;
    }

    List<CacheModel> caches() {
        return cacheList;
    }

    /// Lets one step pass: caches first, whose misses are queries of the same step.
    void step(long now) {
        for (int i = 0; i < cacheList.size(); i++) {
            cacheList.get(i).step();
        }
        for (int i = 0; i < databaseList.size(); i++) {
            databaseList.get(i).step(now);
        }
        for (int i = 0; i < burdenList.size(); i++) {
            burdenList.get(i).step();
        }
    }

    void check() {
        databaseList.forEach(DatabaseModel::check);
    }

    void register(Recorder recorder) {
        databases.forEach((name, database) -> register("database/" + name, database, recorder));
        caches.forEach((name, cache) -> register("cache/" + name, cache, recorder));
    }

    private static void register(String subject, DatabaseModel database, Recorder recorder) {
        recorder.gauge(subject, Measures.CONNECTIONS, database::connectionsInUse);
        recorder.gauge(subject, Measures.CONNECTION_LIMIT, database::connectionLimit);
        recorder.gauge(subject, Measures.CLIENTS_WAITING, database::waiting);
        recorder.gauge(subject, Measures.BUSY_CORES, database::busyCores);
        recorder.counter(subject, Measures.QUERIES, database::answered);
    }

    private static void register(String subject, CacheModel cache, Recorder recorder) {
        recorder.counter(subject, Measures.HITS, cache::hits);
        recorder.counter(subject, Measures.MISSES, cache::misses);
        recorder.counter(subject, Measures.EVICTED_KEYS, cache::evicted);
        recorder.gauge(subject, Measures.MEMORY_BYTES, cache::memoryBytes);
    }
}
