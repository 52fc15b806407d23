package dev.tidewright.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.Affinity.WeightedPodTerm;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.TopologySpread;
import dev.tidewright.core.scheduling.Placement.Chosen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private final ClusterPicture picture = new ClusterPicture(Namespaces.UNLABELLED);

    @BeforeEach
    void threeNodesTheSecondOfThemFullest() {
        picture.add(SchedulingTest.node("a", 8_000, 16_384));
        picture.add(SchedulingTest.node("b", 8_000, 16_384));
        picture.add(SchedulingTest.node("c", 8_000, 16_384));
        picture.add(web(SchedulingTest.pod("w1", 100, 128)).boundTo("a"));
        picture.add(web(SchedulingTest.pod("w2", 100, 128)).boundTo("c"));
        picture.add(SchedulingTest.pod("other", 2_000, 4_096).boundTo("b"));
    }

    private static Pod web(Pod pod) {
        return pod.with(pod.meta().withLabels(Sorted.of("app", "web")));
    }

    private static Pod with(Pod pod, Affinity affinity, List<TopologySpread> spreads) {
        var spec = pod.spec();
        return new Pod(pod.meta(), spec.withAffinity(affinity).withTopologySpreads(spreads), pod.node(), pod.status());
    }

    private String chosen(Pod pod) {
        return ((Chosen) new Scheduling(picture).choose(pod)).name();
    }

    @Test
    void aSoftSpreadOutweighsTheEmptierNode() {
        Pod plain = web(SchedulingTest.pod("p", 100, 128));
        var spread = new TopologySpread(
                1,
                StaticFit.HOSTNAME,
                false,
                Optional.of(LabelSelector.of("app", "web")),
                Optional.empty(),
                true,
                false,
                List.of());
        assertThat(chosen(plain)).isEqualTo("a");
        assertThat(chosen(with(plain, Affinity.NONE, List.of(spread)))).isEqualTo("b");
    }

    @Test
    void aPreferredAffinityOfAPlacedPodDrawsOthersNear() {
        var term = new PodTerm(
                Optional.of(LabelSelector.of("app", "web")),
                List.of(),
                Optional.empty(),
                StaticFit.HOSTNAME,
                List.of(),
                List.of());
        var draws = new Affinity(
                List.of(), false, List.of(), List.of(), List.of(new WeightedPodTerm(100, term)), List.of(), List.of());
        Pod magnet = with(SchedulingTest.pod("magnet", 100, 128), draws, List.of());
        assertThat(chosen(magnet)).isEqualTo("a");
        picture.add(magnet.boundTo("b"));
        assertThat(chosen(web(SchedulingTest.pod("p", 100, 128)))).isEqualTo("b");
    }
}
