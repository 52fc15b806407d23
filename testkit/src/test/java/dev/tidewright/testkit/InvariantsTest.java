package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Container;
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
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each invariant is seen to fail when it is broken.
class InvariantsTest {
    private static final PodSpec SPEC = PodSpec.of(Container.named("main", Resources.of(600, 1 << 20), Resources.NONE));
    private static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    private final Store store = new Store(new Timeline(Instant.parse("2026-03-02T00:00:00Z")));
    private final Invariants invariants = new Invariants(store);

    @BeforeEach
    void aSmallCluster() {
        store.apply(new Change.Create(new Node(
                ObjectMeta.named("", "n1"),
                "",
                false,
                List.of(),
                Resources.of(1_000, 1 << 30),
                Resources.of(1_000, 1 << 30),
                List.of())));
        store.apply(new Change.Create(new Deployment(
                ObjectMeta.named("shop", "web"),
                2,
                LabelSelector.of("app", "web"),
                new PodTemplate(Sorted.of("app", "web"), Sorted.empty(), SPEC),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE)));
        var spec = new HorizontalPodAutoscaler.Spec(
                new ObjectReference("apps/v1", "Deployment", "web"), Optional.of(2), 5, List.of(), Optional.empty());
        store.apply(new Change.Create(new HorizontalPodAutoscaler(
                ObjectMeta.named("shop", "web"), spec, HorizontalPodAutoscaler.Status.NONE)));
    }

    private void place(String pod) {
        store.apply(
                new Change.Create(new Pod(ObjectMeta.named("shop", pod), SPEC, Optional.of("n1"), PodStatus.PENDING)));
    }

    @Test
    void anOrdinaryWorldHoldsThem() {
        place("a");
        store.apply(new Change.SetReplicas(WEB, 5, 0));
        assertThatCode(invariants::check).doesNotThrowAnyException();
    }

    @Test
    void aNodeOverItsAllocatableIsFound() {
        place("a");
        place("b");
        assertThatThrownBy(invariants::check).hasMessageContaining("n1 carries");
    }

    @Test
    void replicasOutsideTheirBoundsAreFound() {
        store.apply(new Change.SetReplicas(WEB, 6, 0));
        assertThatThrownBy(invariants::check).hasMessageContaining("deployment/shop/web went from 2 to 6");
    }

    @Test
    void replicasThatSomebodyElseSetsCanBeLeftOut() {
        invariants.leavingOut(WEB::equals);
        store.apply(new Change.SetReplicas(WEB, 1, 0));
        assertThatCode(invariants::check).doesNotThrowAnyException();
    }
}
