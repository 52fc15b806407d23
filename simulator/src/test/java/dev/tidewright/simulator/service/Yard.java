package dev.tidewright.simulator.service;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.objects.StatefulSet;
import dev.tidewright.core.objects.Condition;
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
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.process.RunningPods;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A kubelet of the simplest kind: starts pods on demand and reports them ready when their process is.
public final class Yard implements RunningPods {
    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    public final Timeline timeline = new Timeline(START);
    public final Store store = new Store(timeline);
    public final List<Journal.Entry> journal = new ArrayList<>();
    public final List<String> exits = new ArrayList<>();
    public final Tally recorder = new Tally();
    private final Map<ObjectKey, PodProcess> running = new LinkedHashMap<>();
    private Optional<PodProcesses> processes = Optional.empty();
    private int serial;

    public Application.World world() {
        return new Application.World(timeline, store, recorder, new Notebook());
    }

    private final class Notebook implements Journal {
        @Override
        public long record(Entry entry) {
            journal.add(entry);
            return journal.size();
        }

        @Override
        public Optional<Long> latest(ObjectKey object) {
            return Optional.empty();
        }
    }

    public void runs(PodProcesses processes) {
        this.processes = Optional.of(processes);
    }

    /// Creates and starts a pod of a StatefulSet-like workload.
    public ObjectKey start(ObjectKey workload, Resources requests, Resources limits) {
        var meta = new ObjectMeta(
                workload.namespace(),
                workload.name() + "-" + serial++,
                "",
                Sorted.of("app", workload.name()),
                Sorted.empty(),
                List.of(new OwnerReference("apps/v1", workload.kind(), workload.name(), uid(workload), true)),
                START,
                Optional.empty(),
                0,
                1);
        var spec = PodSpec.of(Container.named("main", requests, limits));
        var pod = new Pod(meta, spec, Optional.of("n1"), PodStatus.PENDING);
        store.apply(new Change.Create(pod));
        run(pod.key());
        return pod.key();
    }

    /// The garbage collector takes pods whose owner is not there.
    private String uid(ObjectKey workload) {
        if (store.get(workload, StatefulSet.class).isEmpty()) {
            var template = new PodTemplate(Sorted.empty(), Sorted.empty(), PodSpec.of());
            var meta = ObjectMeta.named(workload.namespace(), workload.name());
            store.apply(new Change.Create(
                    new StatefulSet(meta, 0, LabelSelector.of("app", workload.name()), template, false, 0, 0)));
        }
        return store.get(workload, StatefulSet.class).orElseThrow().meta().uid();
    }

    public void run(ObjectKey key) {
        var pod = store.get(key, Pod.class).orElseThrow();
        running.put(key, processes.orElseThrow().start(pod, new Kubelet(key)));
    }

    private final class Kubelet implements Host {
        private final ObjectKey key;

        Kubelet(ObjectKey key) {
            this.key = key;
        }

        @Override
        public void exited(String reason) {
            exits.add(key.name() + " " + reason);
            running.remove(key);
            ready(key, false);
            if (store.get(key, Pod.class).filter(Pod::isTerminating).isPresent()) {
                store.remove(key);
            }
        }

        @Override
        public void probeChanged() {
            PodProcess process = running.get(key);
            ready(key, process != null && process.answersProbe());
        }
    }

    public void ready(ObjectKey key, boolean ready) {
        store.get(key, Pod.class).ifPresent(pod -> {
            var condition = new Condition("Ready", ready ? "True" : "False", "", "", timeline.instant());
            var status = new PodStatus(
                    PodStatus.Phase.RUNNING, Optional.of(START), Optional.of(condition), List.of(), List.of(), "");
            store.apply(new Change.ReplaceStatus(pod.with(status)));
        });
    }

    public void delete(ObjectKey key) {
        store.apply(new Change.Delete(key));
        PodProcess process = running.get(key);
        if (process != null) {
            process.terminate();
        }
    }

    /// The machine is gone; nobody reports it for a while.
    public void crash(ObjectKey key) {
        PodProcess process = running.remove(key);
        if (process != null) {
            process.kill();
        }
    }

    public PodProcess process(ObjectKey key) {
        return Optional.ofNullable(running.get(key)).orElseThrow();
    }

    public List<ObjectKey> keys() {
        return new ArrayList<>(running.keySet());
    }

    @Override
    public void forEach(BiConsumer<Pod, PodProcess> each) {
        running.forEach((key, process) -> each.accept(store.get(key, Pod.class).orElseThrow(), process));
    }
}
