package dev.tidewright.simulator.service;

import static dev.tidewright.simulator.service.Specs.WEB;
import static dev.tidewright.simulator.service.Specs.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
    static final Resources REQUESTS = Resources.of(500, 256L << 20);
    static final Resources ONE_CORE = Resources.of(1_000, 512L << 20);
    final Yard yard = new Yard();

    Application play(Specs specs, long seed) {
        var application = new Application(specs.scenario(), yard.world(), new SplittableRandom(seed));
        yard.runs(application);
        application.begin();
        return application;
    }

    void startPods(int count) {
        for (int i = 0; i < count; i++) {
            yard.start(WEB, REQUESTS, ONE_CORE);
        }
    }

    static Specs one(ServiceSpec spec, double perSecond) {
        var specs = new Specs();
        specs.services.add(spec);
        return specs.arrivals("web", perSecond);
    }

    static ServiceModel web(Application application) {
        return application.service("web").orElseThrow();
    }

    @Test
    void waitsAsTheTextbookSaysOfOneServerAtEightyPerCent() {
        var spec = Specs.service("web", WEB).cpu(millis(0)).waiting(millis(100)).slots(1, 10_000);
        var application = play(one(spec.build(), 8), 1);
        startPods(1);
        yard.timeline.advance(Duration.ofMinutes(1));
        yard.recorder.forget();
        yard.timeline.advance(Duration.ofHours(3));
        // M/D/1: service + rho / (2 mu (1 - rho))
        assertThat(yard.recorder.meanSeconds("service/web")).isCloseTo(0.1 + 0.2, within(0.03));
        application.check();
    }

    @Test
    void waitsAsTheTextbookSaysOfSharedProcessors() {
        var spec = Specs.service("web", WEB).cpu(millis(20)).slots(200, 10_000);
        var application = play(one(spec.build(), 35), 2);
        startPods(1);
        yard.timeline.advance(Duration.ofMinutes(1));
        yard.recorder.forget();
        yard.timeline.advance(Duration.ofHours(1));
        // M/G/1-PS at rho = 0.7: service / (1 - rho)
        assertThat(yard.recorder.meanSeconds("service/web")).isCloseTo(0.02 / 0.3, within(0.005));
        application.check();
    }

    @Test
    void usesAsMuchProcessorAsItsRequestsNeedAndNoMoreThanItsLimit() {
        var application = play(one(Specs.service("web", WEB).cpu(millis(20)).build(), 60), 3);
        startPods(2);
        yard.timeline.advance(Duration.ofMinutes(1));
        long before = yard.process(yard.keys().getFirst()).cpuNanos(0);
        yard.timeline.advance(Duration.ofMinutes(10));
        double cores = (yard.process(yard.keys().getFirst()).cpuNanos(0) - before) / 600e9;
        assertThat(cores).isCloseTo(0.6, within(0.02));
        yard.crash(yard.keys().getLast());
        yard.timeline.advance(Duration.ofMinutes(1));
        before = yard.process(yard.keys().getFirst()).cpuNanos(0);
        yard.ready(new ObjectKey("Pod", "shop", "web-1"), false);
        yard.timeline.advance(Duration.ofMinutes(5));
        cores = (yard.process(yard.keys().getFirst()).cpuNanos(0) - before) / 300e9;
        assertThat(cores).isBetween(0.95, 1.001);
        application.check();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void losesNoRequestWhilePodsComeAndGo(long seed) {
        var random = new SplittableRandom(seed);
        var specs = new Specs();
        specs.services.add(Specs.service("web", WEB)
                .cpu(Specs.exponentialLike(20, 80))
                .waiting(millis(100))
                .slots(20, 30)
                .timeout(Duration.ofSeconds(2), 2)
                .calls("api", 1.5)
                .build());
        specs.services.add(
                Specs.service("api", Specs.API).cpu(millis(30)).slots(10, 10).build());
        var application = play(specs.arrivals("web", 120), seed);
        for (int i = 0; i < 600; i++) {
            disturb(random);
            yard.timeline.advance(Duration.ofMillis(random.nextLong(100, 3_000)));
            application.check();
        }
        assertThat(web(application).books().served()).isPositive();
        assertThat(web(application).books().failed()).isPositive();
    }

    private void disturb(SplittableRandom random) {
        List<ObjectKey> keys = yard.keys();
        if (keys.size() < 3 || (random.nextInt(3) > 0 && keys.size() < 14)) {
            yard.start(random.nextBoolean() ? WEB : Specs.API, REQUESTS, ONE_CORE);
            return;
        }
        ObjectKey key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(4)) {
            case 0 -> yard.crash(key);
            case 1 -> yard.ready(key, random.nextBoolean());
            default -> yard.delete(key);
        }
    }

    @Test
    void drainsAPodBeforeItExits() {
        var spec =
                Specs.service("web", WEB).cpu(millis(5)).waiting(millis(4_000)).build();
        var application = play(one(spec, 10), 4);
        startPods(2);
        yard.timeline.advance(Duration.ofMinutes(1));
        long failed = web(application).books().failed();
        yard.delete(yard.keys().getFirst());
        yard.timeline.advance(Duration.ofSeconds(2));
        assertThat(yard.exits).isEmpty();
        yard.timeline.advance(Duration.ofSeconds(60));
        assertThat(yard.exits).containsExactly("web-0 Completed");
        assertThat(web(application).books().failed()).isEqualTo(failed);
    }

    @Test
    void keepsNobodyWaitingWhileAQuietPodDrains() {
        var application = play(one(Specs.service("web", WEB).cpu(millis(20)).build(), 20), 4);
        startPods(2);
        yard.timeline.advance(Duration.ofMinutes(1));
        yard.recorder.forget();
        for (int i = 0; i < 100; i++) {
            startPods(1);
            yard.timeline.advance(Duration.ofSeconds(10));
            yard.delete(yard.keys().getFirst());
            yard.timeline.advance(Duration.ofSeconds(10));
        }
        assertThat(yard.recorder.longestSeconds("service/web")).isLessThan(0.3);
        application.check();
    }

    @Test
    void failsWhatWasInsideAPodThatDies() {
        var spec =
                Specs.service("web", WEB).cpu(millis(5)).waiting(millis(4_000)).build();
        var application = play(one(spec, 10), 5);
        startPods(2);
        yard.timeline.advance(Duration.ofMinutes(1));
        yard.crash(yard.keys().getFirst());
        assertThat(web(application).books().failed(Failure.KILLED)).isBetween(8L, 35L);
        yard.timeline.advance(Duration.ofSeconds(10));
        // Nobody has told the balancers yet.
        assertThat(web(application).books().failed(Failure.UNREACHABLE)).isBetween(25L, 140L);
        application.check();
    }

    @Test
    void killsAPodWhoseMemoryLeaksAway() {
        var spec = Specs.service("web", WEB)
                .memory(Bytes.ofMebi(1), Bytes.ofMebi(600))
                .build();
        var application = play(one(spec, 10), 6);
        startPods(1);
        yard.timeline.advance(Duration.ofMinutes(30));
        assertThat(yard.exits).isEmpty();
        yard.timeline.advance(Duration.ofMinutes(20));
        assertThat(yard.exits).containsExactly("web-0 OOMKilled");
        application.check();
    }

    @Test
    void refusesWhatFindsNoRoomAndTriesItAgain() {
        var spec = Specs.service("web", WEB).cpu(millis(20)).slots(10, 10).timeout(Duration.ofSeconds(5), 1);
        var application = play(one(spec.build(), 80), 7);
        startPods(1);
        yard.timeline.advance(Duration.ofMinutes(10));
        Books books = web(application).books();
        assertThat(books.failed(Failure.REFUSED)).isPositive();
        assertThat(books.retried()).isGreaterThan(books.failed(Failure.REFUSED));
        assertThat(books.served() / 600.0).isCloseTo(49, within(1.5));
        application.check();
    }

    @Test
    void keepsFailingAfterASpikeBecauseOfRetries() {
        assertThat(servedShareAfterSpike(3)).isLessThan(0.5);
        assertThat(servedShareAfterSpike(0)).isGreaterThan(0.95);
    }

    private static double servedShareAfterSpike(int retries) {
        var test = new ApplicationTest();
        var spec = Specs.service("web", WEB).cpu(millis(20)).slots(300, 1_000);
        var specs = one(spec.timeout(Duration.ofSeconds(5), retries).build(), 40);
        specs.arrivals("web", 0);
        var application = test.play(specs, 8);
        test.startPods(1);
        test.yard.timeline.advance(Duration.ofMinutes(5));
        web(application).arrive(4_000, 0, 4_000);
        test.yard.timeline.advance(Duration.ofMinutes(5));
        long arrived = web(application).books().arrived();
        long served = web(application).books().served();
        test.yard.timeline.advance(Duration.ofMinutes(5));
        application.check();
        return (double) (web(application).books().served() - served)
                / (web(application).books().arrived() - arrived);
    }

    @ParameterizedTest(name = "think {0} ms")
    @ValueSource(longs = {0, 200, 2_000})
    void keepsUsersToOneRequestEach(long think) {
        var specs = new Specs();
        specs.services.add(Specs.service("web", WEB)
                .cpu(millis(10))
                .waiting(millis(40))
                .slots(20, 20)
                .timeout(Duration.ofSeconds(2), 1)
                .build());
        var application = play(specs.users("web", 50, millis(think)), 9);
        startPods(1);
        for (int second = 0; second < 900; second++) {
            yard.timeline.advance(Duration.ofSeconds(1));
            application.check();
            assertThat(web(application).inFlight()).isLessThanOrEqualTo(50);
            if (second == 300) {
                yard.crash(yard.keys().getFirst());
                yard.start(WEB, REQUESTS, ONE_CORE);
            }
        }
        double perSecond = web(application).books().arrived() / 900.0;
        assertThat(perSecond).isLessThan(50 / (think / 1_000.0 + 0.05)).isGreaterThan(think == 2_000 ? 20 : 60);
    }

    @Test
    void givesTheSameBooksForTheSameSeed() {
        var spec =
                Specs.service("web", WEB).cpu(new Distribution.LogNormal(Duration.ofMillis(20), Duration.ofMillis(60)));
        var first = books(spec.build(), 11);
        assertThat(books(spec.build(), 11)).isEqualTo(first);
        assertThat(books(spec.build(), 12)).isNotEqualTo(first);
    }

    private static String books(ServiceSpec spec, long seed) {
        var test = new ApplicationTest();
        var application = test.play(one(spec, 44), seed);
        test.startPods(1);
        test.yard.timeline.advance(Duration.ofMinutes(10));
        return web(application).books().toString();
    }
}
