package dev.tidewright.simulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the virtual world's store promises beyond the port, which `ClusterContract` holds it to.
class StoreTest {
    private static final PodSpec SPEC = PodSpec.of(Container.named("main", Resources.NONE, Resources.NONE));
    private final Timeline timeline = new Timeline(Instant.parse("2026-03-02T00:00:00Z"));
    private final Store store = new Store(timeline);

    private static Pod pod(String name, String app) {
        ObjectMeta meta = ObjectMeta.named("shop", name).withLabels(Sorted.of("app", app));
        return new Pod(meta, SPEC, Optional.empty(), PodStatus.PENDING);
    }

    private Pod create(Pod pod) {
        store.apply(new Change.Create(pod));
        return store.get(pod.key(), Pod.class).orElseThrow();
    }

    @Test
    void podsOfOneTemplateShareOneSpecThatBearsAnUnreachableNodeForFiveMinutes() {
        Pod first = create(pod("a", "web"));
        Pod second = create(pod("b", "web"));
        assertThat(first.spec()).isSameAs(second.spec());
        assertThat(first.spec().tolerations())
                .extracting(each ->
                        each.key() + " " + each.effect() + " " + each.seconds().orElseThrow())
                .containsExactly(
                        "node.kubernetes.io/not-ready NoExecute PT5M", "node.kubernetes.io/unreachable NoExecute PT5M");
    }

    @Test
    void aPodIsBoundOnce() {
        Pod pod = create(pod("a", "web"));
        assertThat(store.bind(pod.key(), "n1")).isInstanceOf(Outcome.Applied.class);
        assertThat(store.bind(pod.key(), "n2"))
                .isEqualTo(new Outcome.Refused("Operation cannot be fulfilled on pods/binding \"a\": pod a is already"
                        + " assigned to node \"n1\""));
        Pod moved = store.get(pod.key(), Pod.class).orElseThrow().boundTo("n2");
        assertThat(store.apply(new Change.Replace(moved))).isInstanceOf(Outcome.Refused.class);
        assertThat(store.podsOn("n1")).hasSize(1);
        assertThat(store.podsOn("n2")).isEmpty();
    }

    @Test
    void aBoundPodStaysUntilItsKubeletLetsItGo() {
        Pod pod = create(pod("a", "web"));
        store.bind(pod.key(), "n1");
        store.apply(new Change.Delete(pod.key()));
        timeline.advance(Duration.ofHours(1));
        Pod ending = store.get(pod.key(), Pod.class).orElseThrow();
        assertThat(ending.meta().deleted()).contains(timeline.start());
        assertThat(store.graceOf(ending)).isEqualTo(Duration.ofSeconds(30));
        store.remove(pod.key());
        assertThat(store.list(Pod.class)).isEmpty();
        assertThat(store.podsOn("n1")).isEmpty();
    }

    @Test
    void anEvictionMayShortenTheGrace() {
        Pod pod = create(pod("a", "web"));
        store.bind(pod.key(), "n1");
        store.apply(new Change.Evict(pod.key(), Optional.of(Duration.ofSeconds(5))));
        assertThat(store.graceOf(store.get(pod.key(), Pod.class).orElseThrow())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatNobodyOwnsAnyMoreGoes() {
        Pod owner = create(pod("owner", "x"));
        var reference = new OwnerReference("v1", "Pod", "owner", owner.meta().uid(), true);
        Pod child = pod("child", "x");
        create(child.with(owned(child.meta(), reference)));
        Pod late = pod("late", "x");
        store.remove(owner.key());
        create(late.with(owned(late.meta(), reference)));
        timeline.advance(Duration.ofSeconds(1));
        assertThat(store.list(Pod.class)).isEmpty();
    }

    private static ObjectMeta owned(ObjectMeta meta, OwnerReference owner) {
        return new ObjectMeta(
                meta.namespace(),
                meta.name(),
                meta.uid(),
                meta.labels(),
                meta.annotations(),
                List.of(owner),
                meta.created(),
                meta.deleted(),
                meta.version(),
                meta.generation());
    }

    @Test
    void aWatcherSeesBothSidesAtOnceAndMayNotWrite() {
        List<String> seen = new ArrayList<>();
        store.watch(
                Pod.class,
                (before, after) -> seen.add(before.map(pod -> pod.node().orElse("-")) + " to "
                        + after.map(pod -> pod.node().orElse("-"))));
        Pod pod = create(pod("a", "web"));
        store.bind(pod.key(), "n1");
        store.remove(pod.key());
        assertThat(seen)
                .containsExactly(
                        "Optional.empty to Optional[-]",
                        "Optional[-] to Optional[n1]",
                        "Optional[n1] to Optional.empty");
        store.watch(Pod.class, (before, after) -> store.remove(pod.key()));
        assertThatIllegalStateException().isThrownBy(() -> create(pod("a", "web")));
    }

    @Test
    void forgetsTheOldestChangesAndSaysSo() {
        Pod pod = create(pod("a", "web"));
        long early = store.version();
        for (int i = 0; i < 40_000; i++) {
            store.apply(new Change.Replace(
                    pod.with(pod.meta().withVersion(0).withAnnotations(Sorted.of("n", Integer.toString(i))))));
        }
        assertThat(store.changesAfter(early)).isEmpty();
        List<ClusterEvent> recent = store.changesAfter(store.version() - 3).orElseThrow();
        assertThat(recent)
                .extracting(event -> event.object().meta().version())
                .containsExactly(store.version() - 2, store.version() - 1, store.version());
    }

    @Test
    void countsRepeatedEventsInsteadOfKeepingThem() {
        ObjectKey web = new ObjectKey("Deployment", "shop", "web");
        for (int i = 0; i < 100; i++) {
            store.apply(new Change.Emit(web, "Normal", "Scaled", "again"));
            store.apply(new Change.Emit(web, "Normal", "Other", "number " + i));
        }
        assertThat(store.events(web)).hasSize(32);
        assertThat(store.events(web).stream().filter(event -> event.reason().equals("Scaled")))
                .singleElement()
                .extracting(Event::count)
                .isEqualTo(100);
    }

    /// Every index is compared with a plain search after every change.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void indicesTellWhatASearchWouldFind(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1_500; i++) {
            change(random);
            String app = "app" + random.nextInt(4);
            String node = "n" + random.nextInt(3);
            List<Pod> all = store.list(Pod.class);
            assertThat(all.stream().map(KubeObject::key)).isSorted();
            assertThat(store.pods("shop", LabelSelector.of("app", app)))
                    .isEqualTo(all.stream()
                            .filter(pod -> app.equals(pod.meta().labels().get("app")))
                            .toList());
            assertThat(store.pods("shop", LabelSelector.EVERYTHING)).isEqualTo(all);
            assertThat(store.podsOn(node))
                    .isEqualTo(all.stream()
                            .filter(pod -> pod.node().filter(node::equals).isPresent())
                            .toList());
        }
    }

    private void change(SplittableRandom random) {
        Pod pod = pod("p" + random.nextInt(40), "app" + random.nextInt(4));
        switch (random.nextInt(5)) {
            case 0, 1 -> store.apply(new Change.Create(pod));
            case 2 -> store.bind(pod.key(), "n" + random.nextInt(3));
            case 3 -> store.remove(pod.key());
            default ->
                store.get(pod.key(), Pod.class)
                        .ifPresent(stored -> store.apply(new Change.Replace(
                                stored.with(stored.meta().withLabels(pod.meta().labels())))));
        }
    }
}
