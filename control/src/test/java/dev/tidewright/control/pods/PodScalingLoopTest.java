package dev.tidewright.control.pods;

import static dev.tidewright.control.pods.OneWorkload.HPA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.explain.Explanation.Fact;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PodScalingLoopTest {
    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final OneWorkload world = new OneWorkload(4);
    private PodScalingLoop loop = started();

    private PodScalingLoop started() {
        return new PodScalingLoop(world, world, world, world, PodScalingFlags.DEFAULT);
    }

    private void sync() {
        loop.reconcile(HPA);
        world.pass(PERIOD);
    }

    @Test
    void writesScaleStatusAndEventInUpstreamsWords() {
        world.cpuMilli = 900;
        assertThat(loop.reconcile(HPA)).isEqualTo(Reconciler.Outcome.again(PERIOD));
        assertThat(world.replicas()).isEqualTo(8);
        assertThat(world.events)
                .extracting(Change.Emit::reason, Change.Emit::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "SuccessfulRescale",
                        "New size: 8; reason: cpu resource utilization (percentage of request) above target"));
        assertThat(world.hpa().status().desiredReplicas()).isEqualTo(8);
        assertThat(world.hpa().status().conditions())
                .extracting(condition -> condition.reason())
                .containsExactly("SucceededRescale", "ValidMetricFound", "DesiredWithinRange");
    }

    @Test
    void countsByUpstreamsNames() {
        var meters = new Meters();
        var loop = new PodScalingLoop(world, world, world, world, PodScalingFlags.DEFAULT, meters);
        world.cpuMilli = 900;
        loop.reconcile(OneWorkload.HPA);
        world.metricsError = Optional.of("no route to host");
        world.pass(Duration.ofSeconds(15));
        loop.reconcile(OneWorkload.HPA);
        String prefix = "horizontal_pod_autoscaler_controller_";
        assertThat(meters.text())
                .contains(prefix + "reconciliations_total{action=\"scale_up\",error=\"none\"} 1\n")
                .contains(prefix + "reconciliations_total{action=\"none\",error=\"internal\"} 1\n")
                .contains(prefix
                        + "metric_computation_total{action=\"none\",error=\"internal\",metric_type=\"Resource\"} 1\n")
                .contains(prefix + "num_horizontal_pod_autoscalers 1\n")
                .contains(prefix + "desired_replicas{namespace=\"shop\",hpa_name=\"web\"} " + world.replicas() + "\n");
        world.objects.remove(OneWorkload.HPA);
        loop.reconcile(OneWorkload.HPA);
        assertThat(meters.text())
                .contains(prefix + "num_horizontal_pod_autoscalers 0\n")
                .doesNotContain("hpa_name=");
    }

    @Test
    void journalsChangesOfDecisionOnly() {
        world.cpuMilli = 500;
        Stream.generate(() -> 0).limit(10).forEach(any -> sync());
        assertThat(world.entries).extracting(Journal.Entry::verb).containsExactly("hold");
        world.cpuMilli = 950;
        sync();
        assertThat(world.entries).extracting(Journal.Entry::verb).containsExactly("hold", "scale");
        Journal.Entry scale = world.entries.getLast();
        assertThat(scale.causes()).containsExactly(1L);
        assertThat(scale.why().facts()).contains(new Fact("from", "4"), new Fact("to", "8"), new Fact("wanted", "8"));
    }

    @Test
    void tellsWhatOtherRulesWouldHaveDecided() {
        world.cpuMilli = 2_000;
        sync();
        assertThat(world.replicas()).isEqualTo(8);
        Explanation whatIf = world.entries.getFirst().why().steps().getLast();
        assertThat(whatIf.rule()).isEqualTo("what if");
        assertThat(whatIf.steps())
                .extracting(Explanation::toString)
                .contains("without the 4 pods/15 s policy, to 8", "without the 100 %/15 s policy, to 8");
        assertThat(world.entries.getFirst().why().facts()).contains(new Fact("limit", "ScaleUpLimit"));
    }

    @Test
    void looksAgainWhereAnotherWriterCameFirst() {
        world.cpuMilli = 900;
        world.conflicts = 4;
        sync();
        assertThat(world.replicas()).isEqualTo(8);
        world.cpuMilli = 700;
        world.conflicts = 5;
        sync();
        assertThat(world.replicas()).isEqualTo(8);
        assertThat(world.events.getLast().reason()).isEqualTo("FailedRescale");
    }

    @Test
    void neverScalesDownOnMetricsThatCannotBeRead() {
        sync();
        world.metricsError = java.util.Optional.of("the server is currently unable to handle the request");
        sync();
        assertThat(world.replicas()).isEqualTo(4);
        assertThat(world.events)
                .extracting(Change.Emit::reason)
                .containsExactly("FailedGetResourceMetric", "FailedComputeMetricsReplicas");
        assertThat(world.entries.getLast().verb()).isEqualTo("fail");
    }

    @Test
    void startsWithoutScalingDownAfterARestart() {
        world.cpuMilli = 50;
        loop = started();
        sync();
        assertThat(world.replicas()).isEqualTo(4);
        world.pass(Duration.ofMinutes(5));
        sync();
        assertThat(world.replicas()).isEqualTo(2);
    }

    @Test
    void keepsPodAutoscalersAsItKeepsHorizontalOnes() {
        world.objects.remove(OneWorkload.HPA);
        var own = new PodAutoscaler(OneWorkload.autoscaler("web"));
        world.put(own);
        world.cpuMilli = 900;
        loop.reconcile(own.key());
        assertThat(world.replicas()).isEqualTo(8);
        assertThat(world.get(own.key(), PodAutoscaler.class)
                        .orElseThrow()
                        .rules()
                        .status()
                        .desiredReplicas())
                .isEqualTo(world.replicas());
        assertThat(world.events).extracting(Change.Emit::about).containsOnly(own.key());
    }

    @Test
    void refusesAHorizontalAndAPodAutoscalerOnOneTargetThoughTheirNamesAreEqual() {
        var own = new PodAutoscaler(OneWorkload.autoscaler("web"));
        world.put(own);
        loop.reconcile(OneWorkload.HPA);
        loop.reconcile(own.key());
        assertThat(world.events)
                .filteredOn(event -> event.reason().equals("AmbiguousSelector"))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains("shop/horizontalpodautoscaler/web"));
    }

    @Test
    void refusesTwoAutoscalersOnOneTarget() {
        world.put(OneWorkload.autoscaler("rival"));
        loop.reconcile(new ObjectKey(HPA.kind(), "shop", "rival"));
        sync();
        assertThat(world.hpa().status().condition("ScalingActive").orElseThrow().message())
                .isEqualTo("pods by selector app=web are controlled by multiple HPAs: [shop/rival shop/web]");
        world.objects.remove(new ObjectKey(HPA.kind(), "shop", "rival"));
        loop.reconcile(new ObjectKey(HPA.kind(), "shop", "rival"));
        sync();
        assertThat(world.hpa().status().condition("ScalingActive").orElseThrow().reason())
                .isEqualTo("ValidMetricFound");
    }

    @Test
    void endsWithTheAutoscaler() {
        sync();
        world.objects.remove(HPA);
        assertThat(loop.reconcile(HPA)).isEqualTo(Reconciler.Outcome.DONE);
    }
}
