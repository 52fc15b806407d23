package dev.tidewright.kubernetes.watch;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that is known of a cluster's objects, in memory and kept up to date. Thread-safe.
public final class Known implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Known.class);
    private static final long LOOK_SECONDS = 15;

    private final List<Kind<?>> kinds;
    private final Map<Class<?>, Shelf<?>> shelves = new LinkedHashMap<>();
    private final List<Watch<?>> watches = new ArrayList<>();
    private final PodIndex pods = new PodIndex();
    private final Sharing sharing = new Sharing();
    private final List<Hearer> listeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Document, KubeObject>> readers = new CopyOnWriteArrayList<>();
    private final Object telling = new Object();
    private final ScheduledExecutorService guard = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watches").factory());

    /// One subscription; not a record, since one listener may subscribe twice.
    private static final class Hearer {
        final Consumer<ClusterEvent> listener;

        Hearer(Consumer<ClusterEvent> listener) {
            this.listener = listener;
        }
    }

    /// @param namespaces to look at; empty for all
    public Known(ApiServer api, List<Kind<?>> kinds, List<String> namespaces, InstantSource clock) {
        this.kinds = List.copyOf(kinds);
        Watch.Hall hall = new Watch.Hall(
                this::tell, sharing, seen -> readers.forEach(reader -> reader.accept(seen.document(), seen.object())));
        kinds.forEach(kind -> open(api, kind, namespaces, hall, clock));
    }

    private <T extends KubeObject> void open(
            ApiServer api, Kind<T> kind, List<String> namespaces, Watch.Hall hall, InstantSource clock) {
        List<String> spaces = namespaces.isEmpty() || !kind.namespaced() ? List.of("") : namespaces;
        if (!kind.home().isEmpty()) {
            spaces = List.of(kind.home());
        }
        Shelf<T> shelf = new Shelf<>((before, after) -> {
            if (kind.equals(Kinds.PODS)) {
                pods.changed((Pod) before, (Pod) after);
            }
        });
        shelves.put(kind.type(), shelf);
        spaces.forEach(space -> watches.add(new Watch<>(api, kind, space, shelf, hall, clock)));
    }

    private void tell(ClusterEvent event) {
        synchronized (telling) {
            for (Hearer hearer : listeners) {
                try {
                    hearer.listener.accept(event);
                } catch (RuntimeException e) { // one listener's fault is not the others'
                    LOG.error(
                            "a listener failed on {} {}",
                            event.type(),
                            event.object().key(),
                            e);
                }
            }
        }
    }

    /// Starts the watches and waits until everything has been listed once.
    ///
    /// @throws ApiFailure naming what may not or could not be listed
    public void start(Duration patience) {
        watches.forEach(
                watch -> Thread.ofVirtual().name("watch " + watch.what()).start(watch));
        watches.forEach(watch -> watch.awaitSynced(patience));
        var _ = guard.scheduleWithFixedDelay(
                () -> watches.forEach(Watch::breakIfSilent), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    public <T extends KubeObject> Optional<T> get(ObjectKey key, Class<T> type) {
        return kind(type).name().equals(key.kind())
                ? shelf(type).get(new Name(key.namespace(), key.name()))
                : Optional.empty();
    }

    public <T extends KubeObject> List<T> list(Class<T> type) {
        return shelf(type).list();
    }

    public List<Pod> pods(String namespace, LabelSelector selector) {
        return pods.selected(namespace, selector);
    }

    public List<Pod> podsOn(String node) {
        return pods.on(node);
    }

    /// Each event from now on, one at a time; of one kind in version order.
    public Subscription subscribe(Consumer<ClusterEvent> listener) {
        Hearer hearer = new Hearer(listener);
        listeners.add(hearer);
        return () -> listeners.remove(hearer);
    }

    /// Each document that is read from now on, before its event is told.
    public void onRead(BiConsumer<Document, KubeObject> reader) {
        readers.add(reader);
    }

    /// Whether objects of the type are watched.
    public boolean watches(Class<? extends KubeObject> type) {
        return shelves.containsKey(type);
    }

    /// The kind of a type.
    @SuppressWarnings("unchecked") // a kind is found by its own type
    public <T extends KubeObject> Kind<T> kind(Class<T> type) {
        for (Kind<?> kind : kinds) {
            if (kind.type().equals(type)) {
                return (Kind<T>) kind;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " is not among the kinds that are watched");
    }

    /// The kind of a name, if it is watched.
    public Optional<Kind<?>> kind(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    @SuppressWarnings("unchecked") // a shelf is filed under the type of what it holds
    private <T extends KubeObject> Shelf<T> shelf(Class<T> type) {
        Shelf<?> shelf = shelves.get(type);
        if (shelf == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " is not among the kinds that are watched");
        }
        return (Shelf<T>) shelf;
    }

    /// An own write made the object what `document` says: readers see it at once, whenever the watch tells it.
    public <T extends KubeObject> T wrote(Kind<T> kind, Document document) {
        T object = sharing.shared(kind.reader().apply(document), kind.type());
        shelf(kind.type()).wrote(object);
        return object;
    }

    /// The same for an object whose new form is known without asking.
    @SuppressWarnings("unchecked") // a shelf is filed under the type of what it holds
    public <T extends KubeObject> void wrote(T object) {
        shelf((Class<T>) object.getClass()).wrote(object);
    }

    /// An own write made the object go.
    public void deleted(Kind<?> kind, ObjectKey key) {
        shelf(kind.type()).deleted(new Name(key.namespace(), key.name()));
    }

    /// Objects of each kind in memory.
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        kinds.forEach(kind -> sizes.put(kind.qualified(), shelf(kind.type()).size()));
        return sizes;
    }

    /// Watches that are broken now: what they watch, and why.
    public Map<String, String> troubles() {
        Map<String, String> troubles = new LinkedHashMap<>();
        for (Watch<?> watch : watches) {
            watch.health().trouble().ifPresent(words -> troubles.put(watch.what(), words));
        }
        return troubles;
    }

    /// When the quietest of the watches heard anything last.
    public Instant heard() {
        return watches.stream()
                .map(watch -> watch.health().heard())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    @Override
    public void close() {
        guard.shutdownNow();
        watches.forEach(Watch::close);
    }
}
