package dev.tidewright.control.pods;

import static dev.tidewright.control.pods.OneWorkload.HPA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.MetricIdentifier;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.pods.guard.MetricLossGuard;
import dev.tidewright.core.pods.guard.WrongWayVeto;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingGuardsTest {
    /// How a metrics pipeline breaks.
    enum Outage {
        LOST,
        ZEROED,
        FROZEN,
        NOT_FOUND,
        ONE_POD_MAD
    }

    private final OneWorkload world = new OneWorkload(8);
    private final PodScalingLoop loop = new PodScalingLoop(world, world, world, world, PodScalingFlags.DEFAULT);

    private void annotate(String annotation) {
        var hpa = OneWorkload.autoscaler("web");
        world.put(hpa.with(hpa.meta().withAnnotations(Sorted.of(annotation, "true"))));
    }

    private void play(Duration time) {
        for (Instant end = world.now.plus(time); world.now.isBefore(end); world.pass(Duration.ofSeconds(15))) {
            loop.reconcile(HPA);
        }
    }

    private void breakPipeline(Outage outage) {
        Instant at = world.now;
        switch (outage) {
            case LOST -> world.metricsError = Optional.of("context deadline exceeded");
            case NOT_FOUND -> world.metricsError = Optional.of("the server could not find the requested resource");
            case ZEROED -> world.pipeline = usage -> with(usage, 0, usage.time());
            case FROZEN -> world.pipeline = usage -> with(usage, 100, at);
            case ONE_POD_MAD ->
                world.pipeline = usage -> usage.pod().endsWith("003") ? with(usage, 50_000, usage.time()) : usage;
        }
    }

    private void mendPipeline() {
        world.metricsError = Optional.empty();
        world.pipeline = UnaryOperator.identity();
    }

    private static PodUsage with(PodUsage usage, long cpuMilli, Instant time) {
        return new PodUsage(usage.pod(), time, usage.window(), List.of(new ContainerUsage("app", cpuMilli, 1 << 20)));
    }

    @ParameterizedTest
    @EnumSource
    void neverScalesOnALostMetricAndResumesWithoutAJump(Outage outage) {
        annotate(MetricLossGuard.ANNOTATION);
        play(Duration.ofMinutes(10));
        breakPipeline(outage);
        play(Duration.ofMinutes(20));
        assertThat(world.replicas()).isEqualTo(8);
        mendPipeline();
        world.cpuMilli = 300;
        play(Duration.ofMinutes(4));
        assertThat(world.replicas())
                .as("still within the window after the outage")
                .isEqualTo(8);
        play(Duration.ofMinutes(3));
        assertThat(world.replicas()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"ZEROED", "FROZEN", "ONE_POD_MAD"})
    void showsTheHarmWithoutTheGuard(Outage outage) {
        play(Duration.ofMinutes(10));
        breakPipeline(outage);
        play(Duration.ofMinutes(20));
        assertThat(world.replicas()).isNotEqualTo(8);
    }

    /// An autoscaler by a queue's length alone, 10 messages a pod, whose load rises or stays while the metric fails.
    private void queue(boolean guarded, Outage outage, long cpuMeanwhile) {
        var hpa = OneWorkload.autoscaler("web");
        var source = new MetricSource.External(new MetricIdentifier("queue_length", Optional.empty()));
        var spec = new MetricSpec(source, MetricTarget.averageValue(Quantity.of(10)));
        world.put(hpa.with(hpa.meta().withAnnotations(Sorted.of(MetricLossGuard.ANNOTATION, "" + guarded)))
                .with(hpa.spec().with(List.of(spec))));
        world.external = () -> told(80, world.now);
        play(Duration.ofMinutes(10));
        Instant lost = world.now;
        world.cpuMilli = cpuMeanwhile;
        world.external = switch (outage) {
            case LOST -> () -> new Answer.Samples<>(List.of());
            case NOT_FOUND -> () -> new Answer.Failure<>("the server could not find the metric");
            case ZEROED -> () -> told(0, world.now);
            case FROZEN -> () -> told(80, lost);
            case ONE_POD_MAD -> () -> told(8_000, world.now);
        };
        play(Duration.ofMinutes(30));
    }

    private static Answer<Sample> told(long value, Instant at) {
        return new Answer.Samples<>(List.of(new Sample("", at, Optional.empty(), Quantity.of(value))));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"LOST", "NOT_FOUND", "ZEROED", "FROZEN"})
    void growsWithTheLoadByTheirCpuWhileTheQueueCannotBeRead(Outage outage) {
        queue(true, outage, 900); // of 1000: 12 % over the 80 % at which CPU stands in, so always one more pod
        assertThat(world.replicas()).isGreaterThan(8);
        world.external = () -> told(90, world.now);
        world.cpuMilli = 500;
        int grown = world.replicas();
        play(Duration.ofMinutes(4));
        assertThat(world.replicas()).as("resumes without a jump").isEqualTo(grown);
        play(Duration.ofMinutes(3));
        assertThat(world.replicas()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"LOST", "NOT_FOUND", "ZEROED", "FROZEN"})
    void staysTooSmallOrShrinksWithoutTheGuard(Outage outage) {
        queue(false, outage, 900);
        assertThat(world.replicas()).isEqualTo(outage == Outage.ZEROED ? 2 : 8);
    }

    @Test
    void believesThatAQueueIsEmptyOnceThePodsAreQuietToo() {
        queue(true, Outage.ZEROED, 500);
        assertThat(world.replicas())
                .as("half an hour of zero, but they work on")
                .isEqualTo(8);
        world.cpuMilli = 100;
        play(Duration.ofMinutes(10));
        assertThat(world.replicas()).isEqualTo(2);
    }

    @Test
    void saysWhatItDisbelievesAndWhatWouldHaveBeenDecided() {
        annotate(MetricLossGuard.ANNOTATION);
        play(Duration.ofMinutes(10));
        breakPipeline(Outage.ZEROED);
        play(Duration.ofMinutes(1));
        assertThat(world.events)
                .filteredOn(event -> event.reason().equals("ScalingGuard"))
                .extracting(Change.Emit::message)
                .containsExactly(
                        "metric-loss guard: cpu resource utilization (percentage of request) is exactly zero in"
                                + " all 8 pods");
        assertThat(world.entries.getLast().why().steps().getLast().rule()).isEqualTo("guards");
    }

    @Test
    void keepsPodsWhileTheServiceIsBlockedDownstream() {
        annotate(WrongWayVeto.ANNOTATION);
        world.latencySeconds = Optional.of(0.1);
        play(Duration.ofMinutes(10));
        world.latencySeconds = Optional.of(2.0);
        world.cpuMilli = 60;
        play(Duration.ofMinutes(30));
        assertThat(world.replicas()).isEqualTo(8);
        assertThat(world.hpa()
                        .status()
                        .condition("ScalingLimited")
                        .orElseThrow()
                        .message())
                .startsWith(
                        "scale-in is vetoed while the service is blocked downstream: 2.000 s a request, usually 0.1");
        world.latencySeconds = Optional.of(0.1);
        play(Duration.ofMinutes(4));
        assertThat(world.replicas()).as("a whole window after the end").isEqualTo(8);
        play(Duration.ofMinutes(2));
        assertThat(world.replicas()).isEqualTo(2);
    }

    @Test
    void scalesInWithoutTheVeto() {
        world.latencySeconds = Optional.of(2.0);
        world.cpuMilli = 60;
        play(Duration.ofMinutes(10));
        assertThat(world.replicas()).isEqualTo(2);
    }
}
