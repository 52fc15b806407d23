package dev.tidewright.simulator.metrics;

import static dev.tidewright.simulator.service.Specs.WEB;
import static dev.tidewright.simulator.service.Specs.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.simulator.scenario.Fault.MetricOutage;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.service.Application;
import dev.tidewright.simulator.service.Specs;
import dev.tidewright.simulator.service.Yard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualMetricsTest {
    static final LabelSelector SELECTOR = LabelSelector.of("app", "web");
    final Yard yard = new Yard();
    final Application application = new Application(scenario().scenario(), yard.world(), new SplittableRandom(1));
    final VirtualMetrics metrics =
            new VirtualMetrics(yard.timeline, yard.store, yard, MetricsPipeline.DEFAULT, application.services());

    static Specs scenario() {
        var specs = new Specs();
        specs.services.add(Specs.service("web", WEB).cpu(millis(10)).build());
        return specs.arrivals("web", 40);
    }

    @BeforeEach
    void begin() {
        yard.runs(application);
        application.begin();
        metrics.begin();
    }

    void startPod() {
        yard.start(WEB, Resources.of(500, 128L << 20), Resources.of(1_000, 512L << 20));
    }

    List<PodUsage> usage() {
        return switch (metrics.podUsage("shop", SELECTOR)) {
            case Answer.Samples<PodUsage>(List<PodUsage> items) -> items;
            case Answer.Failure<PodUsage>(String error) -> throw new AssertionError(error);
        };
    }

    void advance(double seconds) {
        yard.timeline.advance(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    @Test
    void knowsANewPodOnlyAfterTwoScrapes() {
        startPod(); // scrapes come at 7.5 s, 22.5 s, ...
        advance(8);
        assertThat(usage()).isEmpty();
        advance(14);
        assertThat(usage()).isEmpty();
        advance(1);
        assertThat(usage()).singleElement().satisfies(usage -> {
            assertThat(usage.window()).hasSeconds(15);
            assertThat(usage.time()).isEqualTo(Yard.START.plusMillis(22_500));
        });
    }

    @Test
    void knowsAContainerOfTenSecondsFromItsStart() {
        advance(11);
        startPod(); // 11.5 s old at the scrape at 22.5 s
        advance(12);
        assertThat(usage())
                .singleElement()
                .satisfies(usage -> assertThat(usage.window()).hasMillis(11_500));
    }

    @Test
    void tellsTheMeanBetweenTwoScrapesAndNothingNewer() {
        startPod();
        advance(60);
        long before = usage().getFirst().containers().getFirst().cpuMilli();
        assertThat(before).isBetween(340L, 460L); // 40/s of 10 ms
        startPod();
        startPod();
        advance(7.4); // up to the next scrape nothing can change
        assertThat(usage().getFirst().containers().getFirst().cpuMilli()).isEqualTo(before);
    }

    @Test
    void failsAsTheOutageSays() {
        startPod();
        startPod();
        advance(60);
        long healthy = milli(0);
        for (MetricOutage.Kind kind : MetricOutage.Kind.values()) {
            var outage = new MetricOutage(Duration.ZERO, Duration.ofMinutes(1), kind, Optional.of(WEB));
            metrics.faults().begin(outage);
            expect(kind, healthy);
            metrics.faults().end(outage);
            assertThat(milli(0)).isEqualTo(healthy);
        }
    }

    private void expect(MetricOutage.Kind kind, long healthy) {
        switch (kind) {
            case MISSING -> assertThat(usage()).isEmpty();
            case ZERO -> assertThat(milli(0)).isZero();
            case FROZEN -> assertThat(milli(0)).isEqualTo(healthy);
            case NOT_FOUND -> assertThat(metrics.podUsage("shop", SELECTOR)).isInstanceOf(Answer.Failure.class);
            case ONE_POD -> {
                assertThat(milli(0)).isGreaterThan(20 * healthy);
                assertThat(milli(1)).isLessThan(5 * healthy);
            }
        }
    }

    private long milli(int pod) {
        return usage().get(pod).containers().getFirst().cpuMilli();
    }

    @Test
    void learnsNothingNewWhileFrozen() {
        startPod();
        advance(60);
        var before = usage();
        var outage = new MetricOutage(Duration.ZERO, Duration.ofMinutes(1), MetricOutage.Kind.FROZEN, Optional.empty());
        metrics.faults().begin(outage);
        advance(120);
        assertThat(usage()).isEqualTo(before);
        metrics.faults().end(outage);
        advance(30);
        assertThat(usage().getFirst().time()).isAfter(before.getFirst().time());
    }

    @Test
    void tellsRequestsASecondOverTheRateWindow() {
        startPod();
        advance(300);
        switch (metrics.podMetric("shop", "http_requests_per_second", SELECTOR, Optional.empty())) {
            case Answer.Samples<?> samples -> assertThat(samples.items()).hasSize(1);
            case Answer.Failure<?> failure -> throw new AssertionError(failure.error());
        }
        assertThat(metrics.podMetric("shop", "no_such_thing", SELECTOR, Optional.empty()))
                .isInstanceOf(Answer.Failure.class);
    }
}
