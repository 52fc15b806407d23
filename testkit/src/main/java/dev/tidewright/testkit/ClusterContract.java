package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every world's [Cluster] promises. A world's test implements this and is held to all of it. The cluster under
/// test is empty at the start of each test and has no controllers, no scheduler and no kubelets.
public interface ClusterContract {
    ObjectKey WEB = new ObjectKey("Deployment", "contract", "web");

    /// A container that every API server takes.
    Container MAIN = new Container(
            "main",
            "registry.example/main:1",
            Resources.of(100, 1 << 20),
            Resources.NONE,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    Cluster cluster();

    /// Waits until every change so far has been delivered to the subscribers.
    void settle();

    @Test
    default void aNewObjectGetsItsIdentity() {
        Deployment stored = created(deployment("web", 2));
        assertThat(stored.meta().uid()).isNotEmpty();
        assertThat(stored.meta().version()).isPositive();
        assertThat(stored.meta().generation()).isEqualTo(1);
        assertThat(stored.replicas()).isEqualTo(2);
    }

    @Test
    default void whatExistsIsNotCreatedAgain() {
        created(deployment("web", 2));
        assertThat(cluster().apply(new Change.Create(deployment("web", 5))))
                .isEqualTo(new Outcome.Refused("deployments.apps \"web\" already exists"));
        assertThat(stored().replicas()).isEqualTo(2);
    }

    @Test
    default void anObjectIsFoundUnderItsOwnKindOnly() {
        created(deployment("web", 2));
        assertThat(cluster().get(WEB, Deployment.class)).isPresent();
        assertThat(cluster().get(WEB, Pod.class)).isEmpty();
        assertThat(cluster().get(new ObjectKey("Deployment", "contract", "none"), Deployment.class))
                .isEmpty();
    }

    @Test
    default void aWriteFromAnOldLookIsOvertaken() {
        Deployment old = created(deployment("web", 2));
        assertApplied(new Change.Replace(old.withReplicas(3)));
        assertThat(cluster().apply(new Change.Replace(old.withReplicas(9)))).isEqualTo(new Outcome.Overtaken());
        assertThat(cluster().apply(new Change.ReplaceStatus(old))).isEqualTo(new Outcome.Overtaken());
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 9, old.meta().version())))
                .isEqualTo(new Outcome.Overtaken());
        assertThat(stored().replicas()).isEqualTo(3);
    }

    @Test
    default void onlyAChangeOfTheSpecIsANewGeneration() {
        Deployment first = created(deployment("web", 2));
        assertApplied(new Change.Replace(first.with(first.meta().withLabels(Sorted.of("team", "shop")))));
        assertThat(stored().meta().generation()).isEqualTo(1);
        assertApplied(new Change.Replace(stored().withReplicas(4)));
        assertThat(stored().meta().generation()).isEqualTo(2);
        assertThat(stored().meta().labels()).isEqualTo(Sorted.of("team", "shop"));
    }

    @Test
    default void statusAndSpecAreWrittenApart() {
        Deployment first = created(deployment("web", 2));
        var status = new Deployment.Status(1, 2, 2, 1, 1);
        Deployment both = new Deployment(first.meta(), 7, first.selector(), first.template(), first.strategy(), status);
        assertApplied(new Change.ReplaceStatus(both));
        assertThat(stored().status()).isEqualTo(status);
        assertThat(stored().replicas()).isEqualTo(2);
        assertThat(stored().meta().generation()).isEqualTo(1);
        Deployment cleared = new Deployment(
                stored().meta(), 3, first.selector(), first.template(), first.strategy(), Deployment.Status.NONE);
        assertApplied(new Change.Replace(cleared));
        assertThat(stored().status()).isEqualTo(status);
        assertThat(stored().replicas()).isEqualTo(3);
    }

    @Test
    default void writingWhatIsThereChangesNothing() {
        Deployment first = created(deployment("web", 2));
        assertThat(cluster().apply(new Change.Replace(first)))
                .isEqualTo(new Outcome.Applied(first.meta().version()));
        assertThat(stored()).isEqualTo(first);
    }

    @Test
    default void theScaleSubresourceWritesReplicas() {
        Deployment first = created(deployment("web", 2));
        assertApplied(new Change.SetReplicas(WEB, 5, first.meta().version()));
        assertThat(stored().replicas()).isEqualTo(5);
        assertThat(cluster()
                        .apply(new Change.SetReplicas(WEB, -1, stored().meta().version())))
                .isEqualTo(new Outcome.Refused("Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -1:"
                        + " must be greater than or equal to 0"));
        created(node("n1"));
        assertThat(cluster().apply(new Change.SetReplicas(new ObjectKey("Node", "", "n1"), 1, 0)))
                .isEqualTo(new Outcome.Refused("the server could not find the requested resource"));
    }

    @Test
    default void whatIsNotThereIsRefusedInTheApiServersWords() {
        var missing = new Outcome.Refused("pods \"none\" not found");
        ObjectKey none = new ObjectKey("Pod", "contract", "none");
        assertThat(cluster().apply(new Change.Delete(none))).isEqualTo(missing);
        assertThat(cluster().apply(new Change.Evict(none, Optional.empty()))).isEqualTo(missing);
        assertThat(cluster().apply(new Change.SetTaints("none", List.of(), true, 0)))
                .isEqualTo(new Outcome.Refused("nodes \"none\" not found"));
    }

    @Test
    default void podsAreFoundBySelectorAndByNodeInOrder() {
        created(pod("b", "web", "n1"));
        created(pod("c", "api", "n2"));
        created(pod("a", "web", "n2"));
        assertThat(names(cluster().list(Pod.class))).containsExactly("a", "b", "c");
        assertThat(names(cluster().pods("contract", LabelSelector.of("app", "web"))))
                .containsExactly("a", "b");
        assertThat(names(cluster().pods("elsewhere", LabelSelector.EVERYTHING))).isEmpty();
        assertThat(names(cluster().podsOn("n2"))).containsExactly("a", "c");
    }

    @Test
    default void aRunningPodIsAskedToEndAndAnUnscheduledOneGoesAtOnce() {
        Pod running = created(pod("a", "web", "n1"));
        Pod waiting = created(pod("b", "web", ""));
        assertApplied(new Change.Delete(running.key()));
        assertApplied(new Change.Delete(waiting.key()));
        assertThat(cluster().get(running.key(), Pod.class)).get().matches(Pod::isTerminating);
        assertThat(cluster().get(waiting.key(), Pod.class)).isEmpty();
    }

    @Test
    default void aNodeIsTaintedAndCordoned() {
        Node node = created(node("n1"));
        var taint = new Taint("ToBeDeletedByClusterAutoscaler", "1", "NoSchedule");
        assertApplied(
                new Change.SetTaints("n1", List.of(taint), true, node.meta().version()));
        Node tainted = cluster().get(node.key(), Node.class).orElseThrow();
        assertThat(tainted.taints()).containsExactly(taint);
        assertThat(tainted.unschedulable()).isTrue();
        assertThat(cluster()
                        .apply(new Change.SetTaints(
                                "n1", List.of(), false, node.meta().version())))
                .isEqualTo(new Outcome.Overtaken());
    }

    @Test
    default void anEvictionKeepsToTheBudget() {
        PodDisruptionBudget budget = created(budget(1));
        assertApplied(new Change.ReplaceStatus(budget(1).with(budget.meta())));
        Pod first = ready(created(pod("a", "web", "n1")));
        Pod second = ready(created(pod("b", "web", "n1")));
        assertApplied(new Change.Evict(first.key(), Optional.empty()));
        Outcome outcome = cluster().apply(new Change.Evict(second.key(), Optional.empty()));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).reason())
                .startsWith("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(cluster().get(second.key(), Pod.class)).get().matches(pod -> !pod.isTerminating());
    }

    @Test
    default void aSubscriberHearsEveryChangeOnceAndInOrder() {
        List<ClusterEvent> heard = new ArrayList<>();
        var subscription = cluster().subscribe(heard::add);
        Deployment first = created(deployment("web", 2));
        assertApplied(new Change.Replace(first.withReplicas(3)));
        assertApplied(new Change.Delete(WEB));
        settle();
        List<ClusterEvent> mine =
                heard.stream().filter(event -> event.object().key().equals(WEB)).toList();
        assertThat(mine)
                .extracting(ClusterEvent::type)
                .containsExactly(ClusterEvent.Type.ADDED, ClusterEvent.Type.MODIFIED, ClusterEvent.Type.DELETED);
        assertThat(heard.stream().map(event -> event.object().meta().version())).isSorted();
        subscription.close();
        created(deployment("web", 2));
        settle();
        assertThat(mine).hasSize(3);
        assertThat(heard.getLast().type()).isEqualTo(ClusterEvent.Type.DELETED);
    }

    // What the tests speak of

    private <T extends KubeObject> T created(T object) {
        assertApplied(new Change.Create(object));
        @SuppressWarnings("unchecked") // a world gives back the kind it was given
        Class<T> type = (Class<T>) object.getClass();
        return cluster().get(object.key(), type).orElseThrow();
    }

    private void assertApplied(Change change) {
        assertThat(cluster().apply(change)).as("%s", change).isInstanceOf(Outcome.Applied.class);
    }

    private Deployment stored() {
        return cluster().get(WEB, Deployment.class).orElseThrow();
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.meta().name()).toList();
    }

    private static PodSpec spec() {
        return PodSpec.of(MAIN);
    }

    private static Deployment deployment(String name, int replicas) {
        return new Deployment(
                ObjectMeta.named("contract", name),
                replicas,
                LabelSelector.of("app", name),
                new PodTemplate(Sorted.of("app", name), Sorted.empty(), spec()),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    private static Pod pod(String name, String app, String node) {
        ObjectMeta meta = ObjectMeta.named("contract", name).withLabels(Sorted.of("app", app));
        return new Pod(meta, spec(), Optional.of(node).filter(each -> !each.isEmpty()), PodStatus.PENDING);
    }

    private Pod ready(Pod pod) {
        Condition ready = new Condition("Ready", "True", "", "", Instant.parse("2026-03-02T00:00:00Z"));
        PodStatus status = new PodStatus(
                PodStatus.Phase.RUNNING,
                Optional.of(ready.transition()),
                Optional.of(ready),
                List.of(ready),
                List.of(),
                "");
        assertApplied(new Change.ReplaceStatus(pod.with(status)));
        return cluster().get(pod.key(), Pod.class).orElseThrow();
    }

    private static Node node(String name) {
        return new Node(
                ObjectMeta.named("", name),
                "",
                false,
                List.of(),
                Resources.of(4_000, 16L << 30),
                Resources.of(3_800, 15L << 30),
                List.of());
    }

    private static PodDisruptionBudget budget(int allowed) {
        return new PodDisruptionBudget(
                ObjectMeta.named("contract", "web"),
                Optional.of("1"),
                Optional.empty(),
                Optional.of(LabelSelector.of("app", "web")),
                allowed,
                2,
                1,
                2);
    }
}
