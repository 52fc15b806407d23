package dev.tidewright.simulator.metrics;

import static dev.tidewright.simulator.service.Specs.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.scenario.ExternalMetric.Figure;
import dev.tidewright.simulator.scenario.Fault.MetricOutage;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.service.Application;
import dev.tidewright.simulator.service.Yard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExternalMetricsTest {
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Yard yard = new Yard();
    private final Application application =
            new Application(VirtualMetricsTest.scenario().scenario(), yard.world(), new SplittableRandom(1));
    private final VirtualMetrics metrics =
            new VirtualMetrics(yard.timeline, yard.store, yard, pipeline(), application.services());

    private static MetricsPipeline pipeline() {
        MetricsPipeline usual = MetricsPipeline.DEFAULT;
        return new MetricsPipeline(
                usual.resolution(),
                usual.scrapeInterval(),
                usual.rateWindow(),
                List.of(
                        metric("requests", Figure.REQUESTS, MINUTE, Duration.ofSeconds(90)),
                        metric("waiting", Figure.IN_FLIGHT, Duration.ofSeconds(30), Duration.ZERO)));
    }

    private static ExternalMetric metric(String name, Figure figure, Duration every, Duration lag) {
        return new ExternalMetric(name, figure, "web", Sorted.of("queue", "orders"), every, MINUTE, lag);
    }

    @BeforeEach
    void begin() {
        yard.runs(application);
        application.begin();
        metrics.begin();
        yard.start(WEB, Resources.of(500, 128L << 20), Resources.of(1_000, 512L << 20));
    }

    private void advance(long seconds) {
        yard.timeline.advance(Duration.ofSeconds(seconds));
    }

    private List<Sample> ask(String metric, Optional<LabelSelector> series) {
        return switch (metrics.externalMetric("shop", metric, series)) {
            case Answer.Samples<Sample>(List<Sample> items) -> items;
            case Answer.Failure<Sample>(String error) -> throw new AssertionError(error);
        };
    }

    @Test
    void tellsARateOnlyAfterItsLag() {
        advance(179); // measured at 30 s and 90 s; the second may be told at 180 s
        assertThat(ask("requests", Optional.empty())).isEmpty();
        advance(2);
        assertThat(ask("requests", Optional.empty())).singleElement().satisfies(sample -> {
            assertThat(sample.time()).isEqualTo(Yard.START.plusSeconds(90));
            assertThat(sample.value().milli() / 1_000.0).isCloseTo(40, within(6.0));
        });
    }

    @Test
    void answersOnlyForSeriesThatAreSelected() {
        advance(60);
        assertThat(ask("waiting", Optional.of(LabelSelector.of("queue", "orders"))))
                .hasSize(1);
        assertThat(ask("waiting", Optional.of(LabelSelector.of("queue", "mails"))))
                .isEmpty();
        assertThat(metrics.externalMetric("shop", "no_such_thing", Optional.empty()))
                .isInstanceOf(Answer.Failure.class);
    }

    @ParameterizedTest
    @EnumSource
    void failsAsTheOutageSays(MetricOutage.Kind kind) {
        advance(300);
        Sample healthy = ask("requests", Optional.empty()).getFirst();
        var outage = new MetricOutage(Duration.ZERO, MINUTE, kind, Optional.empty(), Optional.of("requests"));
        metrics.faults().begin(outage);
        advance(300);
        switch (kind) {
            case MISSING -> assertThat(ask("requests", Optional.empty())).isEmpty();
            case NOT_FOUND ->
                assertThat(metrics.externalMetric("shop", "requests", Optional.empty()))
                        .isInstanceOf(Answer.Failure.class);
            case ZERO ->
                assertThat(ask("requests", Optional.empty()).getFirst().value().milli())
                        .isZero();
            case FROZEN ->
                assertThat(ask("requests", Optional.empty()).getFirst().time())
                        .isEqualTo(healthy.time().plusSeconds(60)); // measured before, told after
            case ONE_POD ->
                assertThat(ask("requests", Optional.empty()).getFirst().value().milli())
                        .isGreaterThan(50 * healthy.value().milli());
        }
        assertThat(ask("waiting", Optional.empty())).as("another metric").hasSize(1);
        metrics.faults().end(outage);
        advance(300);
        assertThat(ask("requests", Optional.empty()).getFirst().value().milli() / 1_000.0)
                .isCloseTo(40, within(6.0));
    }
}
