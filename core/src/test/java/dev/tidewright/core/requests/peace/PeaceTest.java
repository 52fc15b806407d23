package dev.tidewright.core.requests.peace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.peace.PeaceVerdict.Move;
import dev.tidewright.core.requests.peace.PeaceVerdict.Stay;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeaceTest {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Quantity NONE = Quantity.ZERO;

    static HorizontalPodAutoscaler hpa(MetricSpec metric) {
        var target = new ObjectReference("apps/v1", "Deployment", "web");
        var spec = new HorizontalPodAutoscaler.Spec(target, Optional.of(2), 100, List.of(metric), Optional.empty());
        return new HorizontalPodAutoscaler(ObjectMeta.named("shop", "web"), spec, HorizontalPodAutoscaler.Status.NONE);
    }

    static List<HorizontalClaim> claims(MetricSpec metric, long requestMilli) {
        SortedMap<String, Resources> requests = new TreeMap<>();
        requests.put("main", Resources.of(requestMilli, 256L << 20));
        return HorizontalClaim.of(hpa(metric), requests);
    }

    static SizingWish cpu(long now, long recommended, RequestChange... changes) {
        return new SizingWish(
                "main", "cpu", Quantity.ofMilli(now), Quantity.ofMilli(recommended), NONE, List.of(changes));
    }

    @Test
    void restatesTheTargetAsTheUsageItStoodFor() {
        var verdict = Peace.decide(
                cpu(1_000, 700), claims(MetricSpec.utilization("cpu", 60), 1_000), PeaceSettings.DEFAULT, START);
        assertThat(verdict).isInstanceOfSatisfying(Move.class, move -> {
            assertThat(move.request()).isEqualTo(Quantity.ofMilli(700));
            assertThat(move.restated().getFirst().averageValue()).isEqualTo(Quantity.ofMilli(600));
        });
        assertThat(verdict.why())
                .hasToString("the horizontal target stays, container main, cpu request 1, recommended 700m, "
                        + "wanted 700m, web target 60% of 1, restated as 600m a pod");
    }

    @Test
    void neverFallsBelowWhatTheHorizontalTargetLetsAPodUse() {
        var perPod = new MetricSpec(new MetricSource.Resource("cpu"), MetricTarget.averageValue(Quantity.ofMilli(600)));
        var verdict = Peace.decide(cpu(1_000, 50), claims(perPod, 1_000), PeaceSettings.DEFAULT, START);
        assertThat(verdict).isInstanceOfSatisfying(Move.class, move -> {
            assertThat(move.request()).isEqualTo(Quantity.ofMilli(600));
            assertThat(move.restated()).isEmpty();
        });
    }

    @Test
    void holdsWhereTheTargetIsSomebodyElses() {
        var others = PeaceSettings.DEFAULT.with(false);
        var utilisation = claims(MetricSpec.utilization("cpu", 60), 1_000);
        assertThat(Peace.decide(cpu(1_000, 700), utilisation, others, START)).isInstanceOf(Stay.class);
        var memory = new SizingWish(
                "main", "memory", Quantity.ofBytes(256 << 20), Quantity.ofBytes(512 << 20), NONE, List.of());
        assertThat(Peace.decide(memory, utilisation, others, START))
                .as("memory is not what it counts by")
                .isInstanceOf(Move.class);
    }

    @Test
    void fallsOnlyADayAfterItLastRose() {
        var raised = new RequestChange(START, true);
        var soon = START.plus(Duration.ofHours(23));
        assertThat(Peace.decide(cpu(1_000, 700, raised), List.of(), PeaceSettings.DEFAULT, soon)
                        .why()
                        .rule())
                .isEqualTo("raised within PT24H, so it does not fall yet");
        assertThat(Peace.decide(cpu(1_000, 1_500, raised), List.of(), PeaceSettings.DEFAULT, soon))
                .isInstanceOf(Move.class);
        assertThat(Peace.decide(
                        cpu(1_000, 700, raised), List.of(), PeaceSettings.DEFAULT, soon.plus(Duration.ofHours(2))))
                .isInstanceOf(Move.class);
    }

    /// One workload for three days, hour by hour: the horizontal autoscaler counts its pods, the vertical one sizes
    /// them by what they used, with its margin.
    private static final class Workload {
        private static final long LOAD_MILLI = 6_000;
        long requestMilli = 1_000;
        MetricSpec metric = MetricSpec.utilization("cpu", 60);
        final List<RequestChange> changes = new ArrayList<>();

        long replicas() {
            long perPod = metric.target()
                    .averageValue()
                    .map(Quantity::milli)
                    .orElse(requestMilli * metric.target().averageUtilization().orElse(0) / 100);
            return Math.min(100, Math.max(2, (LOAD_MILLI + perPod - 1) / perPod));
        }

        long recommended() {
            return Math.max(25, LOAD_MILLI / replicas() * 115 / 100);
        }

        void liveInPeace(Instant now) {
            var wish = cpu(requestMilli, recommended(), changes.toArray(RequestChange[]::new));
            if (Peace.decide(wish, claims(metric, requestMilli), PeaceSettings.DEFAULT, now) instanceof Move move) {
                changes.add(new RequestChange(now, move.request().milli() > requestMilli));
                requestMilli = move.request().milli();
                move.restated()
                        .forEach(one ->
                                metric = one.in(hpa(metric)).spec().metrics().getFirst());
            }
        }
    }

    @Test
    void endsTheSpiralThatTheTwoFallIntoAlone() {
        var alone = new Workload();
        var atPeace = new Workload();
        for (int hour = 0; hour < 72; hour++) {
            alone.requestMilli = alone.recommended();
            atPeace.liveInPeace(START.plus(Duration.ofHours(hour)));
        }
        assertThat(alone.replicas()).as("alone").isEqualTo(100);
        assertThat(atPeace.replicas()).as("at peace").isEqualTo(10);
        assertThat(atPeace.requestMilli).isEqualTo(690);
        assertThat(atPeace.changes).hasSize(1);
    }
}
