package dev.tidewright.simulator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.kubelet.ListedJournal;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VirtualSchedulerTest {
    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final ListedJournal journal = new ListedJournal();
    private final VirtualScheduler scheduler = new VirtualScheduler(timeline, store, journal);

    @Test
    void bindsThePodsOfHigherPriorityFirst() {
        addNode("n1", 1_000);
        addPod("low", 400, 0);
        addPod("high", 400, 10);
        addPod("also-low", 400, 0);
        List<String> bound = new ArrayList<>();
        store.watch(
                Pod.class,
                (before, after) -> after.filter(pod -> pod.node().isPresent())
                        .ifPresent(pod -> bound.add(pod.meta().name())));
        timeline.advance(Duration.ofSeconds(1));
        assertThat(bound).containsExactly("high", "low");
        assertThat(scheduler.pendingPods()).isEqualTo(1);
    }

    @Test
    void saysWhyNoNodeWouldHaveThePod() {
        addNode("n1", 1_000);
        addNode("n2", 1_000);
        store.apply(new Change.SetTaints("n2", List.of(new Taint("gpu", "", "NoSchedule")), false, 0));
        ObjectKey pod = addPod("web", 2_000, 0);
        timeline.advance(Duration.ofSeconds(1));
        Condition condition = find(pod).status().conditions().getFirst();
        assertThat(condition.status()).isEqualTo("False");
        assertThat(condition.reason()).isEqualTo("Unschedulable");
        assertThat(condition.message())
                .isEqualTo("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s). "
                        + "preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.");
        assertThat(store.events(pod).getFirst().reason()).isEqualTo("FailedScheduling");
        assertThat(journal.about(pod)).containsExactly("unschedulable");
    }

    @Test
    void triesAgainWhenANodeComesThatHelps() {
        ObjectKey pod = addPod("web", 800, 0);
        timeline.advance(Duration.ofSeconds(30));
        addNode("small", 500);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(find(pod).node()).isEmpty();
        assertThat(store.events(pod).getFirst().count()).isEqualTo(1); // not tried for the small one
        addNode("large", 1_000);
        timeline.advance(VirtualScheduler.CYCLE);
        assertThat(find(pod).node()).contains("large");
        assertThat(find(pod).status().conditions().getFirst().status()).isEqualTo("True");
        assertThat(journal.about(pod)).containsExactly("unschedulable", "bind 40.002");
    }

    @Test
    void triesAgainWhenAPodGivesItsPlaceBack() {
        addNode("n1", 1_000);
        ObjectKey first = addPod("first", 800, 0);
        ObjectKey second = addPod("second", 800, 0);
        timeline.advance(Duration.ofSeconds(20));
        assertThat(find(second).node()).isEmpty();
        store.remove(first);
        timeline.advance(VirtualScheduler.CYCLE);
        assertThat(find(second).node()).contains("n1");
    }

    @Test
    void backsOffBetweenAttempts() {
        addNode("n1", 1_000);
        addPod("first", 800, 0);
        ObjectKey second = addPod("second", 800, 0);
        timeline.advance(Duration.ofMillis(4));
        addNode("n2", 1_000);
        timeline.advance(Duration.ofMillis(999));
        assertThat(find(second).node()).isEmpty();
        timeline.advance(Duration.ofMillis(3));
        assertThat(find(second).node()).contains("n2");
        assertThat(List.of(1, 2, 3, 4, 5, 6))
                .extracting(SchedulingQueue::backOff)
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void forgetsPodsThatAreDeletedWhileTheyWait() {
        ObjectKey pod = addPod("web", 800, 0);
        timeline.advance(Duration.ofSeconds(1));
        store.apply(new Change.Delete(pod));
        assertThat(scheduler.pendingPods()).isZero();
        addNode("n1", 1_000);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(store.list(Pod.class)).isEmpty();
    }

    @Test
    void spreadsOverEqualNodes() {
        for (int i = 0; i < 4; i++) {
            addNode("n" + i, 4_000);
        }
        for (int i = 0; i < 12; i++) {
            addPod("web-" + i, 200, 0);
        }
        timeline.advance(Duration.ofSeconds(1));
        assertThat(store.list(Node.class))
                .allMatch(node -> store.podsOn(node.meta().name()).size() == 3);
    }

    @Test
    void sendsAPlaceholderAwayForAPodOfHigherPriority() {
        addNode("n1", 1_000);
        addNode("n2", 1_000);
        ObjectKey large = addPod("large-placeholder", 900, -10);
        addPod("placeholder", 600, -10);
        timeline.advance(Duration.ofSeconds(1));
        ObjectKey web = addPod("web", 500, 0);
        timeline.advance(Duration.ofSeconds(1));
        // One victim each way, of one priority, neither started yet: the first node's goes.
        assertThat(find(large).isTerminating()).isTrue();
        assertThat(find(web).status().nominatedNode()).isEqualTo("n1");
        assertThat(scheduler.preemptions()).isEqualTo(1);
        timeline.advance(Duration.ofSeconds(60));
        assertThat(scheduler.preemptions()).isEqualTo(1); // waits for the place, does not take another
        store.remove(large);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(find(web).node()).contains("n1");
        assertThat(journal.about(large)).endsWith("preempt");
    }

    @Test
    void keepsThePlaceThatWasClearedForThePodItWasClearedFor() {
        addNode("n1", 1_000);
        ObjectKey low = addPod("low", 900, 0);
        timeline.advance(Duration.ofSeconds(1));
        ObjectKey high = addPod("high", 900, 100);
        timeline.advance(Duration.ofSeconds(1));
        ObjectKey middle = addPod("middle", 900, 50);
        timeline.advance(Duration.ofMillis(1));
        store.remove(low);
        timeline.advance(Duration.ofSeconds(30));
        assertThat(find(high).node()).contains("n1");
        assertThat(find(middle).node()).isEmpty();
    }

    @Test
    void sparesWhomItNeedNotSendAway() {
        addNode("n1", 1_000);
        ObjectKey small = addPod("small", 200, 1);
        ObjectKey large = addPod("large", 700, 0);
        timeline.advance(Duration.ofSeconds(1));
        ObjectKey web = addPod("web", 600, 5);
        timeline.advance(Duration.ofSeconds(1));
        assertThat(find(large).isTerminating()).isTrue();
        assertThat(find(small).isTerminating()).isFalse();
        assertThat(find(web).node()).isEmpty();
    }

    @Test
    void sendsNobodyAwayForAnEqual() {
        addNode("n1", 1_000);
        addPod("first", 900, 7);
        timeline.advance(Duration.ofSeconds(1));
        ObjectKey second = addPod("second", 900, 7);
        timeline.advance(Duration.ofMinutes(6));
        assertThat(scheduler.preemptions()).isZero();
        assertThat(find(second).status().conditions().getFirst().message())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: "
                        + "1 No preemption victims found for incoming pod.");
        assertThat(store.events(second).getFirst().count()).isEqualTo(2); // and once more after five minutes
    }

    private Pod find(ObjectKey key) {
        return store.get(key, Pod.class).orElseThrow();
    }

    private void addNode(String name, long cpuMilli) {
        TreeMap<String, Quantity> amounts =
                new TreeMap<>(Resources.of(cpuMilli, 64L << 30).amounts());
        amounts.put("pods", Quantity.of(110));
        Resources size = new Resources(amounts);
        store.apply(
                new Change.Create(new Node(ObjectMeta.named("", name), "", false, List.of(), size, size, List.of())));
    }

    private ObjectKey addPod(String name, long cpuMilli, int priority) {
        Resources requests = Resources.of(cpuMilli, 64L << 20);
        PodSpec plain = PodSpec.of(Container.named("app", requests, Resources.NONE));
        store.apply(new Change.Create(new Pod(
                ObjectMeta.named("shop", name), plain.withPriority(priority), Optional.empty(), PodStatus.PENDING)));
        return new ObjectKey("Pod", "shop", name);
    }
}
