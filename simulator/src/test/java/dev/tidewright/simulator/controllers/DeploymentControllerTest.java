package dev.tidewright.simulator.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.simulator.store.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentControllerTest {
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");

    @Test
    void bringsUpAsManyPodsAsWanted() {
        var world = new SmallWorld(1);
        world.create(SmallWorld.deployment("web", 7, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.pods("web")).hasSize(7).allMatch(pod -> pod.status().isReady());
        assertThat(world.deployment("web").status()).isEqualTo(new Deployment.Status(1, 7, 7, 7, 7));
        assertThat(world.runtime.failures()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void aRollOutKeepsItsBoundsWhilePodsComeAndGoAtRandom(long seed) {
        var world = new SmallWorld(seed);
        var random = new SplittableRandom(seed);
        int replicas = random.nextInt(2, 30);
        var strategy = new Deployment.Strategy(false, random.nextInt(1, 60) + "%", random.nextInt(60) + "%", 0);
        world.create(SmallWorld.deployment("web", replicas, strategy));
        world.pass(Duration.ofMinutes(2));
        var bounds = RollingBounds.of(world.deployment("web"));
        world.rollOut("web", "v2");
        long end = world.timeline.nanos() + Duration.ofMinutes(30).toNanos();
        while (world.timeline.step(end)) {
            List<Pod> active =
                    world.pods("web").stream().filter(ActivePods::isActive).toList();
            assertThat(active.size()).isLessThanOrEqualTo(replicas + bounds.surge());
            assertThat(active.stream().filter(pod -> pod.status().isReady()).count())
                    .isGreaterThanOrEqualTo(replicas - bounds.unavailable());
        }
        assertThat(world.pods("web"))
                .hasSize(replicas)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals("v2"));
        assertThat(world.runtime.failures()).isEmpty();
    }

    @Test
    void aRollOutThatNeverGetsReadyLeavesEnoughOfTheOld() {
        var world = new SmallWorld(3);
        world.create(SmallWorld.deployment("web", 10, new Deployment.Strategy(false, "3", "2", 0)));
        world.pass(Duration.ofMinutes(1));
        world.healthy = pod -> pod.spec().containers().getFirst().image().equals("v1");
        world.rollOut("web", "broken");
        world.pass(Duration.ofHours(1));
        assertThat(world.pods("web").stream().filter(pod -> pod.status().isReady()))
                .hasSize(8);
        assertThat(world.pods("web")).hasSize(13);
    }

    @Test
    void scalingDuringARollOutKeepsTheProportions() {
        var world = new SmallWorld(4);
        world.create(SmallWorld.deployment("web", 10, new Deployment.Strategy(false, "3", "2", 0)));
        world.pass(Duration.ofMinutes(1));
        world.healthy = pod -> pod.spec().containers().getFirst().image().equals("v1");
        world.rollOut("web", "broken");
        world.pass(Duration.ofMinutes(5));
        assertThat(sizes(world)).containsExactlyInAnyOrder(8, 5);
        world.scale("web", 15);
        world.pass(Duration.ofSeconds(1));
        // The example of the Kubernetes documentation ("Proportional scaling"): 8 + 5 of 13 become 11 + 7 of 18.
        assertThat(sizes(world)).containsExactlyInAnyOrder(11, 7);
    }

    private static List<Integer> sizes(SmallWorld world) {
        return world.store.list(ReplicaSet.class).stream()
                .map(ReplicaSet::replicas)
                .toList();
    }

    @Test
    void recreateWaitsForTheLastOldPod() {
        var world = new SmallWorld(5);
        world.create(SmallWorld.deployment("web", 4, new Deployment.Strategy(true, "0", "100%", 0)));
        world.pass(Duration.ofMinutes(1));
        world.rollOut("web", "v2");
        long end = world.timeline.nanos() + Duration.ofMinutes(2).toNanos();
        while (world.timeline.step(end)) {
            assertThat(world.pods("web").stream()
                            .map(pod -> pod.spec().containers().getFirst().image())
                            .distinct()
                            .count())
                    .isLessThanOrEqualTo(1);
        }
        assertThat(world.deployment("web").status()).isEqualTo(new Deployment.Status(2, 4, 4, 4, 4));
    }

    @Test
    void aPodMustBeReadyForAWhileToCountAsAvailable() {
        var world = new SmallWorld(6);
        world.create(SmallWorld.deployment("web", 3, new Deployment.Strategy(false, "1", "0", 60)));
        world.pass(Duration.ofSeconds(30));
        assertThat(world.deployment("web").status().ready()).isEqualTo(3);
        assertThat(world.deployment("web").status().available()).isZero();
        world.pass(Duration.ofSeconds(60));
        assertThat(world.deployment("web").status().available()).isEqualTo(3);
    }

    @Test
    void saysWhatItDidInUpstreamsWords() {
        var world = new SmallWorld(7);
        world.create(SmallWorld.deployment("web", 2, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        world.scale("web", 5);
        world.pass(Duration.ofMinutes(1));
        String set = world.store.list(ReplicaSet.class).getFirst().meta().name();
        assertThat(world.store.events(WEB).stream().map(Event::message))
                .containsExactly(
                        "Scaled up replica set " + set + " from 0 to 2",
                        "Scaled up replica set " + set + " from 2 to 5");
        assertThat(world.store.events(WEB)).allMatch(event -> event.reason().equals("ScalingReplicaSet"));
    }

    @Test
    void aPodLeadsBackToTheDecisionThatMadeIt() {
        var world = new SmallWorld(8);
        world.create(SmallWorld.deployment("web", 1, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        world.create(autoscaler());
        ObjectKey hpa = new ObjectKey(HorizontalPodAutoscaler.KIND, "shop", "web-hpa");
        long decision = world.journal.record(new Journal.Entry(
                world.timeline.instant(), "pods", hpa, "scale", Explanation.because("load"), List.of()));
        world.scale("web", 2);
        world.pass(Duration.ofSeconds(1));
        Journal.Entry made = world.journal.entries.getLast();
        assertThat(made.actor()).isEqualTo("replicaset");
        assertThat(made.verb()).isEqualTo("create");
        Journal.Entry scaled = world.journal.at(made.causes().getFirst());
        assertThat(scaled.actor()).isEqualTo("deployment");
        assertThat(scaled.causes()).containsExactly(decision);
    }

    private static HorizontalPodAutoscaler autoscaler() {
        var target = new ObjectReference("apps/v1", "Deployment", "web");
        var spec = new HorizontalPodAutoscaler.Spec(target, Optional.of(1), 10, List.of(), Optional.empty());
        return new HorizontalPodAutoscaler(
                ObjectMeta.named("shop", "web-hpa"), spec, HorizontalPodAutoscaler.Status.NONE);
    }

    @Test
    void itsPodsGoWithIt() {
        var world = new SmallWorld(9);
        world.create(SmallWorld.deployment("web", 5, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        world.store.apply(new Change.Delete(WEB));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.store.list(ReplicaSet.class)).isEmpty();
        assertThat(world.store.list(Pod.class)).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"25%,3,1,0", "25%,4,1,1", "25%,10,3,2", "0%,10,0,1", "100%,5,5,5", "30%,1,1,0", "4,3,4,3"})
    void boundsRoundAsUpstreamRoundsThem(String share, int replicas, int surge, int unavailable) {
        var strategy = new Deployment.Strategy(false, share, share, 0);
        assertThat(RollingBounds.of(SmallWorld.deployment("web", replicas, strategy)))
                .isEqualTo(new RollingBounds(surge, unavailable));
    }
}
