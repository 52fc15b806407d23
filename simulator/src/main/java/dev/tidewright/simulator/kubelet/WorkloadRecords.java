package dev.tidewright.simulator.kubelet;

import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.RunningPods;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.service.Owners;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The figures of each workload's pods, kept up to date by what changes: how many there are and are ready, what they
/// ask for and use, how often they restart. A pod counts for the workload that it belonged to when it was made.
public final class WorkloadRecords {
    private static final int REMEMBERED_SPECS = 1 << 14;

    private final Timeline timeline;
    private final Store store;
    private final RunningPods running;
    private final Owners owners;
    private final Map<ObjectKey, Book> books = new HashMap<>(); // never walked
    private final Map<ObjectKey, Book> byPod = new HashMap<>(); // never walked
    private final IdentityHashMap<PodSpec, Long> requests = new IdentityHashMap<>(); // never walked
    private final IdentityHashMap<PodProcess, Use> uses = new IdentityHashMap<>(); // order cannot be seen
    private long readNanos;

    /// One workload's figures.
    private static final class Book {
        private int current;
        private int ready;
        private long requestedMilli;
        private long restarts;
        private long oomKills;
        private long usedNanos;
        private double usedMilli;
        private long readNanos = -1;
    }

    /// What a process had used when it was last looked at.
    private static final class Use {
        private final Optional<Book> book;
        private long nanos;
        private long seenNanos;

        Use(Optional<Book> book) {
            this.book = book;
        }
    }

    public WorkloadRecords(Timeline timeline, Store store, RunningPods running) {
        this.timeline = timeline;
        this.store = store;
        this.running = running;
        this.owners = new Owners(store);
        store.watch(Pod.class, this::hear);
    }

    /// Registers the figures of these workloads.
    public void recordTo(Recorder recorder, List<Workload> workloads) {
        for (Workload workload : workloads) {
            ObjectKey key = workload.key();
            Book book = book(key);
            String subject = "workload/" + key.namespace() + "/" + key.name();
            recorder.gauge(subject, Measures.DESIRED, () -> desired(key));
            recorder.gauge(subject, Measures.CURRENT, () -> book.current);
            recorder.gauge(subject, Measures.READY, () -> book.ready);
            recorder.gauge(subject, Measures.CPU_REQUESTED_MILLI, () -> book.requestedMilli);
            recorder.gauge(subject, Measures.CPU_USED_MILLI, () -> usedMilli(book));
            recorder.counter(subject, Measures.RESTARTS, () -> book.restarts);
            recorder.counter(subject, Measures.OOM_KILLS, () -> book.oomKills);
        }
    }

    private double desired(ObjectKey workload) {
        return store.get(workload, Workload.class).map(Workload::replicas).orElse(0);
    }

    private Book book(ObjectKey workload) {
        return books.computeIfAbsent(workload, key -> new Book());
    }

    private void hear(Optional<Pod> before, Optional<Pod> after) {
        ObjectKey pod = after.or(() -> before).orElseThrow().key();
        Book book = byPod.get(pod);
        if (book == null) {
            Optional<ObjectKey> workload = after.flatMap(owners::workloadOf);
            if (workload.isEmpty()) {
                return;
            }
            book = book(workload.get());
            byPod.put(pod, book);
        }
        before.ifPresent(count(book, -1));
        after.ifPresent(count(book, 1));
        if (before.isPresent() && after.isPresent()) {
            countEnds(book, before.get(), after.get());
        }
        if (after.isEmpty()) {
            byPod.remove(pod);
        }
    }

    private Consumer<Pod> count(Book book, int times) {
        return pod -> {
            if (!pod.isTerminating() && !pod.status().isOver()) {
                book.current += times;
                book.ready += pod.status().isReady() ? times : 0;
                book.requestedMilli += times * requestedMilli(pod.spec());
            }
        };
    }

    private static void countEnds(Book book, Pod before, Pod after) {
        List<ContainerStatus> was = before.status().containers();
        List<ContainerStatus> is = after.status().containers();
        if (was.equals(is) || was.size() != is.size()) {
            return;
        }
        for (int i = 0; i < is.size(); i++) {
            book.restarts += Math.max(0, is.get(i).restarts() - was.get(i).restarts());
            boolean killed = is.get(i).reason().equals("OOMKilled")
                    && !was.get(i).reason().equals("OOMKilled");
            book.oomKills += killed ? 1 : 0;
        }
    }

    private long requestedMilli(PodSpec spec) {
        Long known = requests.get(spec);
        if (known == null) {
            if (requests.size() >= REMEMBERED_SPECS) {
                requests.clear();
            }
            known = 0L;
            for (Container container : spec.containers()) {
                known += container.requests().cpuMilli();
            }
            requests.put(spec, known);
        }
        return known;
    }

    /// The mean since it was last asked for; all workloads are read at once, on the first question of an instant.
    private double usedMilli(Book book) {
        if (timeline.nanos() != readNanos) {
            readAll();
        }
        if (book.readNanos < readNanos) {
            long since = Math.max(book.readNanos, 0);
            book.usedMilli = since == readNanos ? 0 : 1_000.0 * book.usedNanos / (readNanos - since);
            book.usedNanos = 0;
            book.readNanos = readNanos;
        }
        return book.usedMilli;
    }

    private void readAll() {
        readNanos = timeline.nanos();
        running.forEach(this::read);
        uses.values().removeIf(use -> use.seenNanos != readNanos);
    }

    private void read(Pod pod, PodProcess process) {
        Use use = uses.get(process);
        if (use == null) {
            use = new Use(Optional.ofNullable(byPod.get(pod.key())));
            uses.put(process, use);
        }
        long nanos = 0;
        for (int i = 0; i < pod.spec().containers().size(); i++) {
            nanos += process.cpuNanos(i);
        }
        if (use.book.isPresent()) {
            use.book.get().usedNanos += nanos - use.nanos;
        }
        use.nanos = nanos;
        use.seenNanos = readNanos;
    }
}
