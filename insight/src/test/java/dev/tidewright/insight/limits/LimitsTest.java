package dev.tidewright.insight.limits;

import static dev.tidewright.core.explain.Explanation.because;
import static dev.tidewright.insight.synthetic.SyntheticScenario.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.limits.Limit.Cause;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.synthetic.SyntheticScenario;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.SeriesRecorder;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String WEB = "workload/shop/web";
    private static final String DATABASE = "database/main";
    private static final ObjectKey AUTOSCALER = new ObjectKey("HorizontalPodAutoscaler", "shop", "web");

    private final Ledger ledger = new Ledger();
    private Scenario scenario = SyntheticScenario.flashCrowd(3, 8, Duration.ofHours(2), List.of());
    private SeriesRecorder recorder = SeriesRecorder.of(scenario);

    /// Plays one bad minute with what is registered so far.
    private WorstMinute worst() {
        recorder.latencies("service/web").add(900_000_000, 10);
        for (Instant now = START; !now.isAfter(START.plusSeconds(60)); now = now.plusSeconds(5)) {
            recorder.sample(now);
        }
        return WorstMinutes.of(Run.of(scenario, 1, recorder.recording(), ledger))
                .orElseThrow();
    }

    private void is(String subject, String measure, double value) {
        recorder.gauge(subject, measure, () -> value);
    }

    private void tell(int second, String actor, ObjectKey key, String verb, Explanation why) {
        ledger.record(new Entry(START.plusSeconds(second), actor, key, verb, why, List.of()));
    }

    @Test
    void namesNothingWithoutEvidence() {
        is(WEB, Measures.DESIRED, 3);
        is(WEB, Measures.READY, 3);
        assertThat(worst().limits()).isEmpty();
    }

    @Test
    void blamesTheConnectionsBeforeThePodsThatWaitForThem() {
        is(DATABASE, Measures.CONNECTIONS, 60);
        is(DATABASE, Measures.CONNECTION_LIMIT, 60);
        is(DATABASE, Measures.CLIENTS_WAITING, 25);
        is(DATABASE, Measures.BUSY_CORES, 2);
        atMaximum();
        List<Limit> limits = worst().limits();
        assertThat(limits).extracting(Limit::cause).containsExactly(Cause.DATABASE_CONNECTIONS, Cause.MAX_REPLICAS);
        assertThat(limits.getLast().remedies())
                .as("more pods would only wait too")
                .isEmpty();
        assertThat(limits.getFirst().remedies())
                .containsExactly(
                        "Raise max_connections of database/main from 60 to about 85 (its 4 cores were 50 % busy).");
    }

    @Test
    void doesNotAskForConnectionsThatABusyDatabaseCouldNotServe() {
        is(DATABASE, Measures.CONNECTIONS, 60);
        is(DATABASE, Measures.CONNECTION_LIMIT, 60);
        is(DATABASE, Measures.CLIENTS_WAITING, 25);
        is(DATABASE, Measures.BUSY_CORES, 4);
        List<Limit> limits = worst().limits();
        assertThat(limits).extracting(Limit::cause).containsExactly(Cause.DATABASE_CONNECTIONS, Cause.DATABASE_CORES);
        assertThat(limits.getFirst().remedies()).isEmpty();
    }

    private void atMaximum() {
        is(WEB, Measures.DESIRED, 40);
        is(WEB, Measures.READY, 40);
        is("hpa/shop/web", Measures.UTILISATION_PERCENT, 91);
    }

    @Test
    void saysHowManyPodsAnAutoscalerAtItsMaximumWanted() {
        atMaximum();
        Limit limit = worst().limits().getFirst();
        assertThat(limit.cause()).isEqualTo(Cause.MAX_REPLICAS);
        assertThat(limit.remedies()).containsExactly("Raise maxReplicas of hpa/shop/web from 40 to at least 52.");
    }

    @Test
    void seesThatAnAutoscalerHadNotSeenTheLoadYet() {
        is(WEB, Measures.DESIRED, 3);
        is(WEB, Measures.READY, 3);
        is(WEB, Measures.CPU_REQUESTED_MILLI, 1_500);
        is(WEB, Measures.CPU_USED_MILLI, 2_400);
        is("hpa/shop/web", Measures.TARGET_PERCENT, 70);
        tell(
                75,
                "pods",
                AUTOSCALER,
                "scale",
                because("proportional to load")
                        .given("target", "deployment/shop/web")
                        .given("from", 3)
                        .given("to", 7));
        Limit limit = worst().limits().getFirst();
        assertThat(limit.cause()).isEqualTo(Cause.METRIC_LAG);
        assertThat(limit.evidence()).contains("used 160 % of their requests (target 70 %)");
        assertThat(limit.remedies().getFirst()).contains("7 instead of 3 (minReplicas of hpa/shop/web)");
    }

    @Test
    void namesAnOutageOfMetricsWhileItLasts() {
        scenario = SyntheticScenario.flashCrowd(
                3,
                8,
                Duration.ofHours(2),
                List.of(new Fault.MetricOutage(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(20),
                        Fault.MetricOutage.Kind.MISSING,
                        Optional.empty())));
        recorder = SeriesRecorder.of(scenario);
        assertThat(worst().limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.evidence())
                        .isEqualTo("From 12:00:30 on for 20 min: metrics of all pods: missing."));
    }

    @Test
    void asksForTheMachinesThatTheWaitingPodsFill() {
        is("cluster", Measures.PENDING_PODS, 9);
        is("nodes/pool-1", Measures.NODES, 8);
        is("nodes/pool-1", Measures.NODES_ORDERED, 8);
        for (int each = 0; each < 9; each++) {
            var pod = new ObjectKey("Pod", "shop", "web-5f-" + each);
            tell(20, "scheduler", pod, "unschedulable", because("no node fits"));
        }
        Limit limit = worst().limits().getFirst();
        assertThat(limit.cause()).isEqualTo(Cause.NODE_GROUP_FULL);
        // 9 pods of 500m on machines of 3,920m
        assertThat(limit.remedies().getFirst()).startsWith("Raise max of node group pool-1 from 8 to at least 10:");
    }
}
