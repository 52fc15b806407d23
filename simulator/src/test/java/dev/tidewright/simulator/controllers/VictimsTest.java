package dev.tidewright.simulator.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One rule of upstream's ranking each; in every case the first pod of the list must not be the victim by chance.
class VictimsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static Pod pod(String name, String node, Duration readySince, int restarts, Duration age) {
        Condition ready = new Condition("Ready", "True", "", "", NOW.minus(readySince));
        var container = new ContainerStatus("main", "Running", "", true, restarts);
        PodStatus status = new PodStatus(
                Phase.RUNNING, Optional.empty(), Optional.of(ready), List.of(ready), List.of(container), "");
        ObjectMeta meta = new ObjectMeta(
                "shop", name, name, Sorted.empty(), Sorted.empty(), List.of(), NOW.minus(age), Optional.empty(), 1, 1);
        return new Pod(meta, SmallWorld.template("web", "v1").spec(), Optional.of(node), status);
    }

    private static Pod plain(String name) {
        return pod(name, "node-" + name, HOUR, 0, HOUR);
    }

    private static Pod with(Pod pod, Optional<String> node, Phase phase, boolean ready) {
        Condition condition = new Condition("Ready", ready ? "True" : "False", "", "", NOW.minus(HOUR));
        PodStatus status = new PodStatus(
                phase,
                Optional.empty(),
                Optional.of(condition),
                List.of(condition),
                pod.status().containers(),
                "");
        return new Pod(pod.meta(), pod.spec(), node, status);
    }

    private static String victim(Pod... pods) {
        List<Pod> all = List.of(pods);
        return new Victims(all, NOW).choose(all, 1).getFirst().meta().name();
    }

    @Test
    void anUnassignedPodGoesBeforeAPendingOne() {
        Pod pending = with(plain("pending"), Optional.of("n"), Phase.PENDING, false);
        Pod unassigned = with(plain("unassigned"), Optional.empty(), Phase.PENDING, false);
        assertThat(victim(plain("ready"), pending, unassigned)).isEqualTo("unassigned");
        assertThat(victim(plain("ready"), pending)).isEqualTo("pending");
    }

    @Test
    void aPodThatIsNotReadyGoesBeforeOneThatIs() {
        Pod unready = with(plain("unready"), Optional.of("n"), Phase.RUNNING, false);
        assertThat(victim(plain("a"), unready, plain("b"))).isEqualTo("unready");
    }

    @Test
    void aLowerDeletionCostGoesFirstEvenWhereANodeIsCrowded() {
        Pod cheap = plain("cheap");
        cheap = cheap.with(cheap.meta().withAnnotations(Sorted.of(Labels.DELETION_COST, "-5")));
        Pod one = pod("one", "crowded", HOUR, 0, HOUR);
        Pod two = pod("two", "crowded", HOUR, 0, HOUR);
        assertThat(victim(one, two, cheap)).isEqualTo("cheap");
    }

    @Test
    void aPodThatStandsDoubledUpGoesFirst() {
        Pod one = pod("one", "crowded", HOUR, 0, HOUR);
        Pod two = pod("two", "crowded", HOUR, 0, HOUR);
        assertThat(victim(plain("alone"), one, two)).isIn("one", "two");
    }

    @Test
    void theOneThatHasBeenReadyForAnOrderOfMagnitudeLessGoesFirst() {
        Pod fresh = pod("fresh", "n1", Duration.ofMinutes(10), 0, HOUR);
        assertThat(victim(plain("old"), fresh, plain("other"))).isEqualTo("fresh");
    }

    @Test
    void moreRestartsGoFirst() {
        Pod crashing = pod("crashing", "n1", HOUR, 3, HOUR);
        assertThat(victim(plain("a"), crashing)).isEqualTo("crashing");
    }

    @Test
    void theNewerPodGoesFirst() {
        Pod newer = pod("newer", "n1", HOUR, 0, Duration.ofHours(2));
        Pod older = pod("older", "n2", HOUR, 0, Duration.ofHours(20));
        assertThat(victim(older, newer)).isEqualTo("newer");
    }
}
