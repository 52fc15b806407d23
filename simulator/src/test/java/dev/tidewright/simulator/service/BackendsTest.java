package dev.tidewright.simulator.service;

import static dev.tidewright.simulator.service.Specs.WEB;
import static dev.tidewright.simulator.service.Specs.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackendsTest {
    static final ObjectKey POOLER = new ObjectKey("StatefulSet", "shop", "pgbouncer");
    static final Resources REQUESTS = Resources.of(500, 256L << 20);
    static final Resources ONE_CORE = Resources.of(1_000, 4L << 30);
    final Yard yard = new Yard();

    Application play(Specs specs) {
        var application = new Application(specs.scenario(), yard.world(), new SplittableRandom(7));
        yard.runs(application);
        application.begin();
        return application;
    }

    static DatabaseSpec pooled(int poolSize, int reserve, int maxClients) {
        var pooler = new DatabaseSpec.Pooler(POOLER, poolSize, reserve, maxClients, 20);
        return new DatabaseSpec("main", Optional.empty(), 8, 100, Optional.of(pooler));
    }

    static Specs querying(DatabaseSpec database, double perSecond) {
        var specs = new Specs();
        specs.databases.add(database);
        specs.services.add(Specs.service("web", WEB)
                .cpu(millis(20))
                .slots(20, 50)
                .timeout(Duration.ofSeconds(10), 0)
                .queries("main", 2, millis(5))
                .build());
        return specs.arrivals("web", perSecond);
    }

    void start(ObjectKey workload, int pods) {
        for (int i = 0; i < pods; i++) {
            yard.start(workload, REQUESTS, ONE_CORE);
        }
    }

    double coresOfWeb(Duration over) {
        long before = cpuOfWeb();
        yard.timeline.advance(over);
        return (cpuOfWeb() - before) / 1e9 / over.toSeconds();
    }

    private long cpuOfWeb() {
        return yard.keys().stream()
                .filter(key -> key.name().startsWith("web"))
                .mapToLong(key -> yard.process(key).cpuNanos(0))
                .sum();
    }

    @Test
    void lowersTheProcessorUseOfItsCallersWhenItIsSlow() {
        var application = play(querying(pooled(25, 5, 1_000), 150));
        start(POOLER, 2);
        start(WEB, 4);
        yard.timeline.advance(Duration.ofMinutes(2));
        double healthy = coresOfWeb(Duration.ofMinutes(2));
        application.slow("main", 20);
        yard.timeline.advance(Duration.ofMinutes(1));
        double slow = coresOfWeb(Duration.ofMinutes(5));
        assertThat(healthy).isBetween(2.9, 3.1);
        assertThat(slow).isLessThan(healthy * 0.6);
        assertThat(application.databases().getFirst().busyCores()).isGreaterThan(7.5);
        var web = application.service("web").orElseThrow();
        assertThat(web.downstreamSeconds()).isGreaterThan(web.seconds() / 2);
        application.check();
        application.slow("main", 1);
        yard.timeline.advance(Duration.ofMinutes(2));
        assertThat(coresOfWeb(Duration.ofMinutes(2))).isBetween(2.9, 3.1);
        application.check();
    }

    @Test
    void chargesAPoolersPodsWithWhatTheyPassOn() {
        play(querying(pooled(25, 5, 1_000), 150));
        start(POOLER, 2);
        start(WEB, 4);
        yard.timeline.advance(Duration.ofMinutes(10));
        long before = yard.process(yard.keys().getFirst()).cpuNanos(0);
        yard.timeline.advance(Duration.ofMinutes(10));
        double cores = (yard.process(yard.keys().getFirst()).cpuNanos(0) - before) / 600e9;
        // 300 queries a second over two pods, 33 microseconds each, and the idle 2 thousandths
        assertThat(cores).isBetween(0.0065, 0.0075);
    }

    @Test
    void letsClientsWaitForAPoolThatIsTooSmallAndThenOpensTheReserve() {
        var specs = querying(pooled(1, 0, 1_000), 150);
        var application = play(specs);
        start(POOLER, 1);
        start(WEB, 4);
        yard.timeline.advance(Duration.ofMinutes(5));
        var database = application.databases().getFirst();
        // One connection serves 200 queries a second; 300 are asked for.
        assertThat(database.waiting()).isPositive();
        assertThat(database.connectionsInUse()).isEqualTo(1);
        assertThat(application.service("web").orElseThrow().books().failed()).isPositive();
        application.check();

        var reserved = new BackendsTest();
        var second = reserved.play(querying(pooled(1, 2, 1_000), 150));
        reserved.start(POOLER, 1);
        reserved.start(WEB, 4);
        reserved.yard.timeline.advance(Duration.ofMinutes(5));
        assertThat(second.databases().getFirst().connectionLimit()).isEqualTo(3);
        assertThat(second.databases().getFirst().waiting()).isLessThan(10);
    }

    @Test
    void refusesClientsBeyondWhatThePoolersTake() {
        var application = play(querying(pooled(25, 5, 50), 100));
        start(POOLER, 1);
        start(WEB, 2);
        yard.timeline.advance(Duration.ofMinutes(2));
        assertThat(application.databases().getFirst().refusals()).isZero();
        start(WEB, 3); // 5 pods with 20 connections each, where 50 are taken
        yard.timeline.advance(Duration.ofMinutes(2));
        assertThat(application.databases().getFirst().refusals()).isPositive();
        assertThat(application.service("web").orElseThrow().books().failed(Failure.DOWNSTREAM))
                .isPositive();
        application.check();
    }

    @Test
    void refusesConnectionsBeyondTheServersOwnLimit() {
        var direct = new DatabaseSpec("main", Optional.empty(), 8, 100, Optional.empty());
        var application = play(querying(direct, 100));
        start(WEB, 4);
        yard.timeline.advance(Duration.ofMinutes(2));
        assertThat(application.databases().getFirst().refusals()).isZero();
        start(WEB, 4); // 8 pods of 20 slots want 160 of 97
        yard.timeline.advance(Duration.ofMinutes(2));
        assertThat(application.databases().getFirst().refusals()).isPositive();
        assertThat(application.databases().getFirst().connectionsInUse()).isEqualTo(97);
        application.check();
    }

    @Test
    void sendsTheDatabaseWhatAFlushedCacheMisses() {
        var specs = new Specs();
        specs.databases.add(new DatabaseSpec("main", Optional.empty(), 8, 1_000, Optional.empty()));
        specs.caches.add(new CacheSpec(
                "hot",
                Optional.empty(),
                Bytes.ofMebi(1_024),
                100_000,
                new Bytes(1_000),
                0.9,
                Duration.ofHours(1),
                millis(1),
                50_000,
                3));
        var onMiss = new ServiceSpec.Query("main", 1, millis(5));
        specs.services.add(Specs.service("web", WEB)
                .cpu(millis(5))
                .looksUp(new ServiceSpec.LookUp("hot", 3, Optional.of(onMiss)))
                .build());
        var application = play(specs.arrivals("web", 200));
        start(WEB, 4);
        yard.timeline.advance(Duration.ofMinutes(30));
        var database = application.databases().getFirst();
        var cache = application.caches().getFirst();
        double warmBusy = database.busyCores();
        double warmHits = cache.hitShare();
        assertThat(warmHits).isGreaterThan(0.8);
        application.flush("hot");
        yard.timeline.advance(Duration.ofSeconds(5));
        assertThat(cache.hitShare()).isLessThan(0.4);
        assertThat(database.busyCores()).isGreaterThan(warmBusy * 3);
        yard.timeline.advance(Duration.ofMinutes(30));
        assertThat(cache.hitShare()).isGreaterThan(0.8);
        assertThat(database.busyCores()).isLessThan(warmBusy * 1.5);
        application.check();
    }

    @Test
    void evictsWhatDoesNotFitIntoMemory() {
        var small = new CacheSpec(
                "hot",
                Optional.empty(),
                Bytes.ofMebi(10),
                100_000,
                new Bytes(1_000),
                0.9,
                Duration.ofDays(1),
                millis(1),
                50_000,
                1);
        var specs = new Specs();
        specs.caches.add(small);
        specs.services.add(Specs.service("web", WEB)
                .cpu(millis(5))
                .looksUp(new ServiceSpec.LookUp("hot", 3, Optional.empty()))
                .build());
        var application = play(specs.arrivals("web", 200));
        start(WEB, 4);
        yard.timeline.advance(Duration.ofHours(1));
        var cache = application.caches().getFirst();
        assertThat(cache.memoryBytes()).isBetween(9.5 * (1 << 20), 10.5 * (1 << 20));
        assertThat(cache.evicted()).isPositive();
        assertThat(cache.hitShare()).isBetween(0.3, 0.8);
    }
}
