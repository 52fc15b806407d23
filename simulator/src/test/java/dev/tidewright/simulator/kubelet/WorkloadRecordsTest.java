package dev.tidewright.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class WorkloadRecordsTest {
    private final Timeline timeline = new Timeline(Instant.parse("2026-01-05T00:00:00Z"));
    private final Store store = new Store(timeline);
    private final FakeProcesses processes = new FakeProcesses();
    private final Kubelets kubelets = new Kubelets(timeline, store, new ListedJournal(), processes);
    private final WorkloadRecords records = new WorkloadRecords(timeline, store, kubelets);
    private final Map<String, DoubleSupplier> figures = new TreeMap<>();

    @Test
    void followsThePodsOfAWorkload() {
        var spec = PodSpec.of(Container.named("app", Resources.of(250, 1 << 20), Resources.NONE));
        var template = new PodTemplate(Sorted.empty(), Sorted.empty(), spec);
        var set = new StatefulSet(ObjectMeta.named("shop", "db"), 3, LabelSelector.EVERYTHING, template, false, 0, 0);
        store.apply(new Change.Create(set));
        records.recordTo(recorder(), List.of(set));
        kubelets.join(KubeletsTest.node("n1"), new SplittableRandom(1));
        createPod("db-0", spec);
        createPod("db-1", spec);
        store.bind(new ObjectKey("Pod", "shop", "db-0"), "n1");
        timeline.advance(Duration.ofSeconds(100));
        assertThat(figures.keySet()).allMatch(subject -> subject.startsWith("workload/shop/db "));
        assertThat(read("desired", "current", "ready", "cpuRequestedMilli")).containsExactly(3.0, 2.0, 1.0, 500.0);
        assertThat(read("cpuUsedMilli")).containsExactly(0.0);
        processes.last().cpuNanos = 40_000_000_000L;
        timeline.advance(Duration.ofSeconds(100));
        assertThat(read("cpuUsedMilli", "cpuUsedMilli")).containsExactly(400.0, 400.0);
        processes.last().exit("OOMKilled");
        timeline.advance(Duration.ofSeconds(1));
        assertThat(read("restarts", "oomKills")).containsExactly(1.0, 1.0);
        store.apply(new Change.Delete(new ObjectKey("Pod", "shop", "db-0")));
        assertThat(read("current", "ready", "cpuRequestedMilli")).containsExactly(1.0, 0.0, 250.0);
    }

    private List<Double> read(String... measures) {
        return List.of(measures).stream()
                .map(measure -> figures.getOrDefault("workload/shop/db " + measure, () -> Double.NaN)
                        .getAsDouble())
                .toList();
    }

    private void createPod(String name, PodSpec spec) {
        ObjectMeta plain = ObjectMeta.named("shop", name);
        ObjectMeta meta = new ObjectMeta(
                "shop",
                name,
                "",
                plain.labels(),
                plain.annotations(),
                List.of(new OwnerReference("apps/v1", "StatefulSet", "db", uidOfTheSet(), true)),
                plain.created(),
                Optional.empty(),
                0,
                1);
        store.apply(new Change.Create(new Pod(meta, spec, Optional.empty(), PodStatus.PENDING)));
    }

    private String uidOfTheSet() {
        return store.list(StatefulSet.class).getFirst().meta().uid();
    }

    private Recorder recorder() {
        return new Recorder() {
            @Override
            public void gauge(String subject, String measure, DoubleSupplier now) {
                figures.put(subject + " " + measure, now);
            }

            @Override
            public void counter(String subject, String measure, LongSupplier total) {
                figures.put(subject + " " + measure, total::getAsLong);
            }

            @Override
            public Latencies latencies(String subject) {
                throw new IllegalStateException("no latencies of " + subject);
            }
        };
    }
}
