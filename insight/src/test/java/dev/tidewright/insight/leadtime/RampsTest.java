package dev.tidewright.insight.leadtime;

import static dev.tidewright.core.explain.Explanation.because;
import static dev.tidewright.insight.synthetic.SyntheticScenario.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.leadtime.Stage.Kind;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.synthetic.SyntheticRun;
import dev.tidewright.insight.synthetic.SyntheticScenario;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.recording.SeriesRecorder;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampsTest {
    private final Ramp crowd = Ramps.of(SyntheticRun.flashCrowd(1, 3, 12)).getLast();

    @Test
    void startsWhenTheTrafficPassedWhatThePodsServeAtTheirTarget() {
        LeadTime first = crowd.steps().getFirst();
        // 14 pods x 500m x 70 % x 1.1 over 20 ms a request = 269.5/s, on the line from 130/s at 30 min to 1,000/s at
        // 35.
        assertThat(first.from()).isEqualTo(14);
        assertThat(first.isRiseSeen()).isTrue();
        assertThat(first.rose()).isEqualTo(START.plus(Duration.ofMinutes(30)).plusMillis(48_103));
    }

    @Test
    void splitsTheWholeIntoStagesWithoutRest() {
        for (LeadTime step : crowd.steps()) {
            Duration sum = step.stages().stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
            assertThat(sum).isEqualTo(Duration.between(step.rose(), step.served()));
            assertThat(step.stages()).extracting(Stage::kind).containsExactly(Kind.values());
        }
    }

    @Test
    void givesTheTimeOfANewNodeToTheNode() {
        LeadTime slowest = crowd.slowest();
        assertThat(slowest.longest().orElseThrow().kind()).isEqualTo(Kind.NODE_BOOT);
        assertThat(length(slowest, Kind.IMAGE_PULL)).isEqualTo(Duration.ofSeconds(10));
        assertThat(length(slowest, Kind.READINESS)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void callsPolicyWhatPassedAfterAnEarlierDecisionWasHeldBack() {
        var ledger = new Ledger();
        scale(ledger, 32 * 60, 14, 18, 25);
        scale(ledger, 32 * 60 + 15, 18, 25, 25);
        Scenario scenario = SyntheticScenario.flashCrowd(3, 8, Duration.ofHours(2), List.of());
        var recorder = SeriesRecorder.of(scenario);
        recorder.sample(START);
        List<Ramp> ramps = Ramps.of(Run.of(scenario, 1, recorder.recording(), ledger));
        LeadTime second = ramps.getFirst().steps().getLast();
        assertThat(second.rose()).isEqualTo(START.plusMillis((31 * 60 + 14) * 1_000L + 655));
        assertThat(length(second, Kind.METRIC_LAG).plus(length(second, Kind.SYNC)))
                .isEqualTo(Duration.ofMillis(45_345));
        assertThat(length(second, Kind.POLICY)).isEqualTo(Duration.ofSeconds(15));
        assertThat(length(second, Kind.START)).isEqualTo(Duration.ofSeconds(2));
    }

    /// A decision at a second of the run, and one pod that follows from it.
    private static void scale(Ledger ledger, int second, int from, int to, int wanted) {
        var autoscaler = new ObjectKey("HorizontalPodAutoscaler", "shop", "web");
        var pod = new ObjectKey("Pod", "shop", "web-5f-" + to);
        Explanation why = because("a test").given("from", from).given("to", to).given("wanted", wanted);
        tell(ledger, second, "pods", autoscaler, "scale", why);
        tell(ledger, second, "replicaset", pod, "create", because("fewer than wanted"));
        tell(ledger, second + 1, "scheduler", pod, "bind", because("fits").given("node", "n1"));
        tell(ledger, second + 3, "kubelet", pod, "start", because("its containers run"));
        tell(ledger, second + 20, "kubelet", pod, "ready", because("ready"));
    }

    private static void tell(Ledger ledger, int second, String actor, ObjectKey key, String verb, Explanation why) {
        ledger.record(new Entry(START.plusSeconds(second), actor, key, verb, why, List.of()));
    }

    @Test
    void separatesRisesThatLieApart() {
        assertThat(Ramps.of(SyntheticRun.flashCrowd(1, 3, 12)))
                .hasSizeGreaterThan(1)
                .extracting(Ramp::rose)
                .isSorted();
    }

    private static Duration length(LeadTime step, Kind kind) {
        return step.stages().stream()
                .filter(stage -> stage.kind() == kind)
                .map(Stage::length)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
