package dev.tidewright.simulator.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// StatefulSet, DaemonSet, Job and taint eviction: what each promises beyond a number of pods.
class OtherControllersTest {
    private static StatefulSet database(int replicas, boolean parallel, String image) {
        return new StatefulSet(
                ObjectMeta.named("shop", "db"),
                replicas,
                LabelSelector.of("app", "db"),
                SmallWorld.template("db", image),
                parallel,
                0,
                0);
    }

    private static List<String> names(SmallWorld world) {
        return world.pods("db").stream().map(pod -> pod.meta().name()).toList();
    }

    @Test
    void aReplicationControllerKeepsItsNumberOfPods() {
        var world = new SmallWorld(1);
        var template = SmallWorld.template("web", "v1");
        world.create(new ReplicationController(
                ObjectMeta.named("shop", "web"), 3, LabelSelector.of("app", "web"), template, 0, 0, 0, 0));
        var key = new ObjectKey(ReplicationController.KIND, "shop", "web");
        world.pass(Duration.ofMinutes(1));
        world.store.apply(new Change.SetReplicas(key, 2, 0));
        world.pass(Duration.ofMinutes(1));
        var found = world.store.get(key, ReplicationController.class).orElseThrow();
        assertThat(found.statusReplicas()).isEqualTo(2);
        assertThat(found.ready()).isEqualTo(2);
        assertThat(world.pods("web")).hasSize(2).allSatisfy(pod -> {
            var owner = pod.meta().controller().orElseThrow();
            assertThat(owner.apiVersion() + " " + owner.kind()).isEqualTo("v1 ReplicationController");
        });
    }

    @Test
    void aStatefulSetStartsItsPodsOneAfterTheOther() {
        var world = new SmallWorld(1);
        world.create(database(3, false, "v1"));
        long end = Duration.ofMinutes(3).toNanos();
        while (world.timeline.step(end)) {
            List<Pod> pods = world.pods("db");
            assertThat(pods.stream().filter(pod -> !pod.status().isReady())).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(names(world)).containsExactly("db-0", "db-1", "db-2");
    }

    @Test
    void aParallelStatefulSetStartsThemAtOnce() {
        var world = new SmallWorld(2);
        world.create(database(3, true, "v1"));
        world.pass(Duration.ofMillis(50));
        assertThat(names(world)).containsExactly("db-0", "db-1", "db-2");
    }

    @Test
    void aStatefulSetShrinksFromTheTopAndKeepsNames() {
        var world = new SmallWorld(3);
        world.create(database(4, false, "v1"));
        world.pass(Duration.ofMinutes(3));
        world.store.apply(new Change.SetReplicas(new ObjectKey("StatefulSet", "shop", "db"), 2, 0));
        world.pass(Duration.ofMinutes(1));
        assertThat(names(world)).containsExactly("db-0", "db-1");
        world.store.remove(new ObjectKey("Pod", "shop", "db-0"));
        world.pass(Duration.ofMinutes(1));
        assertThat(names(world)).containsExactly("db-0", "db-1");
    }

    @Test
    void aStatefulSetRollsOutFromTheTopWithOnePodAwayAtATime() {
        var world = new SmallWorld(4);
        world.create(database(3, false, "v1"));
        world.pass(Duration.ofMinutes(3));
        StatefulSet stored = world.store
                .get(new ObjectKey("StatefulSet", "shop", "db"), StatefulSet.class)
                .orElseThrow();
        world.store.apply(new Change.Replace(database(3, false, "v2").with(stored.meta())));
        long end = world.timeline.nanos() + Duration.ofMinutes(5).toNanos();
        while (world.timeline.step(end)) {
            assertThat(world.pods("db").stream().filter(pod -> pod.status().isReady() && !pod.isTerminating()))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(world.pods("db"))
                .hasSize(3)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals("v2"));
    }

    @Test
    void aDaemonSetHasOnePodOnEveryNodeItFits() {
        var world = new SmallWorld(5);
        for (String name : List.of("a", "b", "c")) {
            world.create(SmallWorld.node(name, true, world.timeline.instant()));
        }
        taint(world, "b", new Taint("dedicated", "gpu", "NoSchedule"));
        taint(world, "c", new Taint("node.kubernetes.io/unreachable", "", "NoExecute"));
        world.create(new DaemonSet(
                ObjectMeta.named("shop", "agent"),
                LabelSelector.of("app", "agent"),
                SmallWorld.template("agent", "v1"),
                0,
                0));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.pods("agent"))
                .extracting(pod -> pod.spec()
                        .affinity()
                        .requiredNodeTerms()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .values())
                .containsExactlyInAnyOrder(List.of("a"), List.of("c"));
        world.create(SmallWorld.node("d", true, world.timeline.instant()));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.pods("agent")).hasSize(3);
    }

    private static void taint(SmallWorld world, String node, Taint taint) {
        world.store.apply(new Change.SetTaints(node, List.of(taint), false, 0));
    }

    @Test
    void aJobTriesAgainAfterAPauseAndGivesUpBeyondItsLimit() {
        var world = new SmallWorld(6);
        world.healthy = pod -> false;
        world.create(
                new Job(ObjectMeta.named("shop", "import"), 1, 1, 1, SmallWorld.template("import", "v1"), 0, 0, 0));
        world.pass(Duration.ofSeconds(1));
        finish(world, Phase.FAILED);
        world.pass(Duration.ofSeconds(9));
        assertThat(world.pods("import")).hasSize(1);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.pods("import")).hasSize(2);
        finish(world, Phase.FAILED);
        world.pass(Duration.ofHours(1));
        assertThat(world.pods("import")).hasSize(2);
        ObjectKey job = new ObjectKey("Job", "shop", "import");
        assertThat(world.store.events(job)).anyMatch(event -> event.reason().equals("BackoffLimitExceeded"));
    }

    @Test
    void aJobEndsWhenEnoughPodsHaveSucceeded() {
        var world = new SmallWorld(7);
        world.healthy = pod -> false;
        world.create(
                new Job(ObjectMeta.named("shop", "import"), 2, 3, 6, SmallWorld.template("import", "v1"), 0, 0, 0));
        for (int i = 0; i < 4; i++) {
            world.pass(Duration.ofSeconds(1));
            finish(world, Phase.SUCCEEDED);
        }
        assertThat(world.pods("import")).hasSize(3);
        Job job = world.store
                .get(new ObjectKey("Job", "shop", "import"), Job.class)
                .orElseThrow();
        assertThat(job.succeeded()).isEqualTo(3);
    }

    private static void finish(SmallWorld world, Phase phase) {
        for (Pod pod : world.pods("import")) {
            if (!pod.status().isOver()) {
                PodStatus over = new PodStatus(phase, Optional.empty(), Optional.empty(), List.of(), List.of(), "");
                world.store.apply(new Change.ReplaceStatus(pod.with(over)));
            }
        }
        world.pass(Duration.ofMillis(10));
    }

    @Test
    void podsBearAnUnreachableNodeForFiveMinutes() {
        var world = new SmallWorld(8);
        for (int i = 0; i < 5; i++) {
            world.create(SmallWorld.node("n" + i, true, world.timeline.instant()));
        }
        world.create(SmallWorld.deployment("web", 5, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        taint(world, "n0", new Taint("node.kubernetes.io/unreachable", "", "NoExecute"));
        world.pass(Duration.ofSeconds(299));
        Pod pod = world.store.podsOn("n0").getFirst();
        assertThat(pod.isTerminating()).isFalse();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.store.get(pod.key(), Pod.class).filter(each -> !each.isTerminating()))
                .isEmpty();
        taint(world, "n1", new Taint("maintenance", "", "NoExecute"));
        world.pass(Duration.ofMillis(50));
        assertThat(world.store.podsOn("n1")).isNotEmpty().allMatch(Pod::isTerminating);
    }

    @Test
    void podsStayWhenTheNodeComesBackInTime() {
        var world = new SmallWorld(9);
        world.create(SmallWorld.node("n0", true, world.timeline.instant()));
        world.create(SmallWorld.deployment("web", 1, Deployment.Strategy.DEFAULT));
        world.pass(Duration.ofMinutes(1));
        taint(world, "n0", new Taint("node.kubernetes.io/unreachable", "", "NoExecute"));
        world.pass(Duration.ofMinutes(4));
        Node node = world.store.get(new ObjectKey("Node", "", "n0"), Node.class).orElseThrow();
        world.store.apply(
                new Change.SetTaints("n0", List.of(), false, node.meta().version()));
        world.pass(Duration.ofMinutes(10));
        assertThat(world.store.podsOn("n0")).hasSize(1).noneMatch(Pod::isTerminating);
    }
}
