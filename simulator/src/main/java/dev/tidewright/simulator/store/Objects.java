package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects with their indices. Every change goes through here once: indices first, then watchers, then `sink`.
final class Objects {
    private final Map<String, Table> byKind = new LinkedHashMap<>();
    private final List<Watch> watches = new ArrayList<>();
    private final Map<String, Bucket> byOwner = new HashMap<>(); // never walked
    private final PodIndex podIndex;
    private final Consumer<ClusterEvent> sink;
    private long version;
    private boolean telling;

    private record Watch(Class<?> type, Watcher<KubeObject> watcher) {}

    Objects(Consumer<ClusterEvent> sink) {
        this.sink = sink;
        Table pods = new Table(Pod.class);
        byKind.put("Pod", pods);
        podIndex = new PodIndex(pods.all);
    }

    long version() {
        return version;
    }

    @Nullable
    KubeObject find(ObjectKey key) {
        Slot slot = slot(key);
        return slot == null ? null : slot.object;
    }

    private @Nullable Slot slot(ObjectKey key) {
        Table table = byKind.get(key.kind());
        return table == null ? null : table.slots.get(key);
    }

    /// Objects of a kind, or of every kind that is a `type`, sorted by namespace and name.
    List<KubeObject> list(Class<?> type) {
        List<Table> matching = new ArrayList<>(1);
        for (Table table : byKind.values()) {
            if (type.isAssignableFrom(table.type)) {
                matching.add(table);
            }
        }
        if (matching.size() == 1) {
            return matching.getFirst().all.list();
        }
        List<KubeObject> merged = new ArrayList<>();
        matching.forEach(table -> merged.addAll(table.all.list()));
        merged.sort(Comparator.comparing((KubeObject o) -> o.meta().namespace())
                .thenComparing(o -> o.meta().name()));
        return merged;
    }

    List<KubeObject> ofKind(String kind) {
        Table table = byKind.get(kind);
        return table == null ? List.of() : table.all.list();
    }

    List<KubeObject> inNamespace(String namespace) {
        List<KubeObject> found = new ArrayList<>();
        for (Table table : byKind.values()) {
            for (KubeObject object : table.all.list()) {
                if (object.meta().namespace().equals(namespace)) {
                    found.add(object);
                }
            }
        }
        return found;
    }

    List<KubeObject> selected(String namespace, LabelSelector selector) {
        return podIndex.selected(namespace, selector);
    }

    List<KubeObject> on(String node) {
        return podIndex.on(node);
    }

    List<KubeObject> dependents(String uid) {
        Bucket bucket = byOwner.get(uid);
        return bucket == null ? List.of() : bucket.list();
    }

    /// Stores the next version of an object, new or known. The caller has checked that it may.
    ///
    /// @return the version
    long put(KubeObject object) {
        refuseWhileTelling();
        KubeObject stamped = object.with(object.meta().withVersion(++version));
        Table table = table(stamped);
        Slot slot = table.slots.get(stamped.key());
        if (slot == null) {
            insert(table, stamped);
        } else {
            change(table, slot, stamped);
        }
        return version;
    }

    private void insert(Table table, KubeObject object) {
        Slot slot = new Slot(object);
        table.slots.put(slot.key, slot);
        table.all.add(slot);
        for (OwnerReference owner : object.meta().owners()) {
            byOwner.computeIfAbsent(owner.uid(), uid -> new Bucket()).add(slot);
        }
        if (object instanceof Pod) {
            podIndex.added(slot);
        }
        tell(table, ClusterEvent.Type.ADDED, Optional.empty(), Optional.of(object));
    }

    private void change(Table table, Slot slot, KubeObject after) {
        KubeObject before = slot.object;
        slot.set(after);
        if (!before.meta().owners().equals(after.meta().owners())) {
            disown(slot, before);
            for (OwnerReference owner : after.meta().owners()) {
                byOwner.computeIfAbsent(owner.uid(), uid -> new Bucket()).add(slot);
            }
        }
        if (before instanceof Pod was && after instanceof Pod is) {
            podIndex.changed(slot, was, is);
        }
        tell(table, ClusterEvent.Type.MODIFIED, Optional.of(before), Optional.of(after));
    }

    /// Takes an object out.
    ///
    /// @return the version of its going
    long drop(ObjectKey key) {
        refuseWhileTelling();
        Table table = byKind.get(key.kind());
        Slot slot = table == null ? null : table.slots.remove(key);
        if (table == null || slot == null) {
            throw new IllegalArgumentException("not stored: " + key);
        }
        KubeObject before = slot.object;
        disown(slot, before);
        List.copyOf(slot.buckets).forEach(bucket -> bucket.remove(slot));
        if (before instanceof Pod pod) {
            podIndex.removed(pod);
        }
        slot.object = before.with(before.meta().withVersion(++version));
        tell(table, ClusterEvent.Type.DELETED, Optional.of(slot.object), Optional.empty());
        return version;
    }

    private void disown(Slot slot, KubeObject object) {
        for (OwnerReference owner : object.meta().owners()) {
            Bucket bucket = byOwner.get(owner.uid());
            if (bucket != null) {
                bucket.remove(slot);
                if (bucket.size() == 0) {
                    byOwner.remove(owner.uid());
                }
            }
        }
    }

    private void tell(Table table, ClusterEvent.Type type, Optional<KubeObject> before, Optional<KubeObject> after) {
        telling = true;
        try {
            for (Watcher<KubeObject> watcher : table.watchers) {
                watcher.changed(before, after);
            }
        } finally {
            telling = false;
        }
        sink.accept(new ClusterEvent(type, after.or(() -> before).orElseThrow()));
    }

    private void refuseWhileTelling() {
        if (telling) {
            throw new IllegalStateException("a watcher may not write; plan the write on the timeline");
        }
    }

    private Table table(KubeObject object) {
        return byKind.computeIfAbsent(object.kind(), kind -> {
            Table table = new Table(object.getClass());
            watches.forEach(watch -> attach(watch, table));
            return table;
        });
    }

    void watch(Class<?> type, Watcher<KubeObject> watcher) {
        Watch watch = new Watch(type, watcher);
        watches.add(watch);
        byKind.values().forEach(table -> attach(watch, table));
    }

    void unwatch(Watcher<KubeObject> watcher) {
        watches.removeIf(watch -> watch.watcher().equals(watcher));
        byKind.values().forEach(table -> table.watchers.remove(watcher));
    }

    private static void attach(Watch watch, Table table) {
        if (watch.type().isAssignableFrom(table.type)) {
            table.watchers.add(watch.watcher());
        }
    }
}
