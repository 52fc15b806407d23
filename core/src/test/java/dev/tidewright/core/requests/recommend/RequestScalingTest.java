package dev.tidewright.core.requests.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.ContainerPolicy.Mode;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Spec;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import dev.tidewright.core.requests.usage.AggregationSettings;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.requests.usage.UsageModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RequestScalingTest {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final int MINUTES = 1_440;

    /// A day of 400 millicores, and of 300 MB.
    static SortedMap<String, ContainerUsage> usage(VerticalPodAutoscaler vpa) {
        var model = new UsageModel(AggregationSettings.DEFAULT);
        model.watch(vpa, LabelSelector.EVERYTHING);
        var main = Container.named("main", Resources.NONE, Resources.NONE);
        model.add(new Pod(ObjectMeta.named("ns", "p"), PodSpec.of(main), Optional.of("n"), PodStatus.PENDING));
        var measured = model.container("ns", "p", "main").orElseThrow();
        for (int i = 0; i < MINUTES; i++) {
            measured.cpu(400, START.toEpochMilli() + i * 60_000L);
            measured.memory(300_000_000, START.toEpochMilli() + i * 60_000L);
        }
        return model.usage("ns", "web");
    }

    static VerticalPodAutoscaler vpa(ContainerPolicy... policies) {
        Spec spec = Spec.of(new ObjectReference("apps/v1", "Deployment", "web")).with(List.of(policies));
        return new VerticalPodAutoscaler(ObjectMeta.named("ns", "web"), spec, Status.NONE);
    }

    static RequestDecision decide(ContainerPolicy... policies) {
        return RequestScaling.decide(vpa(policies), usage(vpa(policies)), RecommendationSettings.DEFAULT);
    }

    static ContainerPolicy policy(Resources min, Resources max, List<String> controlled, Mode mode) {
        return new ContainerPolicy(
                "main",
                mode,
                min,
                max,
                Optional.of(controlled),
                ControlledValues.REQUESTS_AND_LIMITS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void keepsEachStepSoThatItCanBeExplained() {
        var max = policy(Resources.NONE, Resources.of(300, 1L << 30), List.of("cpu", "memory"), Mode.AUTO);
        var steps = decide(max).containers().getFirst().explanation().steps();
        assertThat(steps.get(0))
                .hasToString("cpu target 300m, 90th percentile of usage 414m, with safety margin 476m, "
                        + "moved to maxAllowed of the policy 300m");
        assertThat(steps.get(1))
                .hasToString("cpu lower bound 300m, 50th percentile of usage 414m, with safety margin 476m, "
                        + "confidence 0.999, with confidence 475m, moved to maxAllowed of the policy 300m");
        assertThat(steps.get(3).rule()).isEqualTo("memory target 351198544");
    }

    @Test
    void recommendsNothingForAContainerThatIsOff() {
        RequestDecision decision = decide(policy(Resources.NONE, Resources.NONE, List.of("cpu"), Mode.OFF));
        assertThat(decision.containers()).isEmpty();
        Status status = decision.after(Status.NONE, 1, START);
        assertThat(status.condition(RequestDecision.PROVIDED))
                .hasValueSatisfying(condition -> assertThat(condition.status()).isEqualTo("False"));
    }

    @Test
    void remembersWhatWasRecommendedYesterday() {
        var history = RecommendationHistory.EMPTY;
        var small = decide().recommendation();
        var large = decide(policy(Resources.of(900, 0), Resources.NONE, List.of("cpu"), Mode.AUTO))
                .recommendation();
        for (int hour = 0; hour < 24 * 20; hour++) {
            history = history.with(START.plusSeconds(3_600L * hour), hour < 24 * 18 ? small : large);
        }
        assertThat(history.changes()).hasSize(2);
        assertThat(history.at(START.plusSeconds(86_400L * 17))).contains(small);
        assertThat(history.at(START.plusSeconds(86_400L * 19))).contains(large);
        assertThat(history.at(START.minusSeconds(1))).isEmpty();
        for (int i = 0; i < 1_000; i++) {
            history = history.with(START.plusSeconds(86_400L * 20 + i), i % 2 == 0 ? small : large);
        }
        assertThat(history.changes()).hasSize(RecommendationHistory.MOST);
    }

    @Test
    void leavesAConditionsTransitionWhereItsStatusStays() {
        RequestDecision decision = decide();
        Status first = decision.after(Status.NONE, 0, START);
        assertThat(first.conditions())
                .extracting(Condition::type)
                .containsExactly("NoPodsMatched", "RecommendationProvided");
        Status second = decision.after(first, 1, START.plusSeconds(60));
        assertThat(second.conditions()).containsExactly(new Condition("RecommendationProvided", "True", "", "", START));
        assertThat(second.of("main").orElseThrow().target().cpuMilli()).isEqualTo(476);
    }
}
