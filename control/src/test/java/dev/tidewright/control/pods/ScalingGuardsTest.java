package dev.tidewright.control.pods;

import static dev.tidewright.control.pods.OneWorkload.HPA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.guard.MetricLossGuard;
import dev.tidewright.core.pods.guard.WrongWayVeto;
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
