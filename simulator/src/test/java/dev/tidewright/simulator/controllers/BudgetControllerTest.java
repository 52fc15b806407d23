package dev.tidewright.simulator.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetControllerTest {
    private static final ObjectKey WEB = new ObjectKey("PodDisruptionBudget", "shop", "web");

    private static PodDisruptionBudget budget(String minAvailable, String maxUnavailable) {
        return new PodDisruptionBudget(
                ObjectMeta.named("shop", "web"),
                Optional.of(minAvailable).filter(text -> !text.isEmpty()),
                Optional.of(maxUnavailable).filter(text -> !text.isEmpty()),
                Optional.of(LabelSelector.of("app", "web")),
                0,
                0,
                0,
                0);
    }

    private static SmallWorld world(long seed, int replicas, PodDisruptionBudget budget) {
        var world = new SmallWorld(seed);
        world.create(SmallWorld.deployment("web", replicas, Deployment.Strategy.DEFAULT));
        world.create(budget);
        world.pass(Duration.ofMinutes(1));
        return world;
    }

    private static PodDisruptionBudget stored(SmallWorld world) {
        return world.store.get(WEB, PodDisruptionBudget.class).orElseThrow();
    }

    /// Percentages round up, of the replicas the Deployment wants.
    @ParameterizedTest(name = "min {0}, max {1} of {2}")
    @CsvSource({"2,'',5,2,3", "50%,'',5,3,2", "'',1,5,4,1", "'',30%,5,3,2", "'',0,5,5,0", "100%,'',5,5,0", "7,'',5,7,0"
    })
    void allowsWhatUpstreamAllows(String min, String max, int replicas, int desired, int allowed) {
        PodDisruptionBudget budget = stored(world(1, replicas, budget(min, max)));
        assertThat(budget.desiredHealthy()).isEqualTo(desired);
        assertThat(budget.allowed()).isEqualTo(allowed);
        assertThat(budget.currentHealthy()).isEqualTo(replicas);
        assertThat(budget.expectedPods()).isEqualTo(replicas);
    }

    @Test
    void refusesInTheApiServersWords() {
        var world = world(2, 3, budget("3", ""));
        Pod pod = world.pods("web").getFirst();
        assertThat(world.store.apply(new Change.Evict(pod.key(), Optional.empty())))
                .isEqualTo(new Outcome.Refused("Cannot evict pod as it would violate the pod's disruption budget. The"
                        + " disruption budget web needs 3 healthy pods and has 3 currently"));
    }

    @Test
    void chargesTheBudgetAtOnceSoThatTwoEvictionsOfOneInstantCannotBothPass() {
        var world = world(3, 3, budget("", "1"));
        List<Pod> pods = world.pods("web");
        assertThat(world.store.apply(new Change.Evict(pods.get(0).key(), Optional.empty())))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(world.store.apply(new Change.Evict(pods.get(1).key(), Optional.empty())))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void followsTheReplicasThatAnAutoscalerWants() {
        var world = world(4, 4, budget("50%", ""));
        world.scale("web", 10);
        world.pass(Duration.ofMinutes(1));
        assertThat(stored(world).desiredHealthy()).isEqualTo(5);
        assertThat(stored(world).allowed()).isEqualTo(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void noEvictionEverBreaksABudget(long seed) {
        var random = new SplittableRandom(seed);
        int replicas = random.nextInt(3, 20);
        int min = random.nextInt(1, replicas);
        var world = world(seed, replicas, budget(Integer.toString(min), ""));
        long end = world.timeline.nanos() + Duration.ofMinutes(20).toNanos();
        int evicted = 0;
        while (world.timeline.nanos() < end) {
            world.pass(Duration.ofMillis(random.nextInt(1, 3_000)));
            for (int tries = random.nextInt(4); tries > 0; tries--) {
                List<Pod> pods = world.pods("web");
                Pod victim = pods.get(random.nextInt(pods.size()));
                var outcome = world.store.apply(new Change.Evict(victim.key(), Optional.empty()));
                evicted += outcome instanceof Outcome.Applied ? 1 : 0;
                assertThat(world.pods("web").stream()
                                .filter(pod ->
                                        !pod.isTerminating() && pod.status().isReady()))
                        .hasSizeGreaterThanOrEqualTo(min);
            }
        }
        assertThat(evicted).isGreaterThan(20);
        assertThat(world.runtime.failures()).isEmpty();
    }
}
