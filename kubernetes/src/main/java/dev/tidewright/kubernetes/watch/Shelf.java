package dev.tidewright.kubernetes.watch;

import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.core.objects.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects of one kind, as far as they are known: by what the watch told, and by the answers to own writes, which
/// come
/// first. An older version never replaces a newer one. Thread-safe.
final class Shelf<T extends KubeObject> {
    /// What is known of one object.
    private static final class Slot<T> {
        T object;
        /// The version that the watch told last; 0 where it has not told any.
        long heard;
        /// Deleted by an own write; the watch has not told so yet.
        boolean gone;

        Slot(T object) {
            this.object = object;
        }
    }

    /// Told of what readers can see, under the shelf's lock.
    interface Index<T> {
        void changed(@Nullable T before, @Nullable T after);
    }

    private final TreeMap<Name, Slot<T>> slots = new TreeMap<>();
    private final Index<T> index;
    private @Nullable List<T> sorted;

    Shelf(Index<T> index) {
        this.index = index;
    }

    synchronized Optional<T> get(Name name) {
        Slot<T> slot = slots.get(name);
        return slot == null || slot.gone ? Optional.empty() : Optional.of(slot.object);
    }

    synchronized List<T> list() {
        if (sorted == null) {
            List<T> visible = new ArrayList<>(slots.size());
            slots.values().forEach(slot -> {
                if (!slot.gone) {
                    visible.add(slot.object);
                }
            });
            sorted = List.copyOf(visible);
        }
        return sorted;
    }

    synchronized int size() {
        return slots.size();
    }

    /// What the watch tells now.
    synchronized void tell(ClusterEvent.Type type, T object) {
        Name name = Name.of(object);
        if (type == ClusterEvent.Type.DELETED) {
            Slot<T> slot = slots.get(name);
            if (slot != null && slot.object.meta().version() <= object.meta().version()) {
                remove(name);
            }
            return;
        }
        Slot<T> slot = put(name, object);
        slot.heard = Math.max(slot.heard, object.meta().version());
    }

    /// What an own write was answered with.
    synchronized void wrote(T object) {
        put(Name.of(object), object);
    }

    /// An own write made it go.
    synchronized void deleted(Name name) {
        Slot<T> slot = slots.get(name);
        if (slot != null && !slot.gone) {
            slot.gone = true;
            shows(slot.object, null);
        }
    }

    private Slot<T> put(Name name, T object) {
        Slot<T> slot = slots.get(name);
        if (slot == null) {
            slot = new Slot<>(object);
            slots.put(name, slot);
            shows(null, object);
            return slot;
        }
        boolean reborn = !slot.object.meta().uid().equals(object.meta().uid());
        if (object.meta().version() >= slot.object.meta().version()) {
            T before = slot.object;
            boolean wasGone = slot.gone;
            slot.object = object;
            slot.gone = wasGone && !reborn;
            if (!slot.gone) {
                shows(wasGone ? null : before, object);
            }
        }
        return slot;
    }

    private void remove(Name name) {
        Slot<T> slot = slots.remove(name);
        if (slot != null && !slot.gone) {
            shows(slot.object, null);
        }
    }

    private void shows(@Nullable T before, @Nullable T after) {
        sorted = null;
        index.changed(before, after);
    }

    /// Takes a whole list for what is, and tells what is new in it to those who heard of all before.
    ///
    /// @param namespace that was listed; empty for all
    /// @param version   of the list
    synchronized void replace(String namespace, List<T> items, long version, Consumer<ClusterEvent> news) {
        Map<Name, T> listed = new TreeMap<>();
        items.forEach(item -> listed.put(Name.of(item), item));
        for (Map.Entry<Name, Slot<T>> known : List.copyOf(slots.entrySet())) {
            Slot<T> slot = known.getValue();
            if ((namespace.isEmpty() || namespace.equals(known.getKey().namespace()))
                    && !listed.containsKey(known.getKey())
                    && slot.object.meta().version() <= version) {
                remove(known.getKey());
                if (slot.heard > 0) {
                    news.accept(new ClusterEvent(ClusterEvent.Type.DELETED, slot.object));
                }
            }
        }
        listed.forEach((name, item) -> {
            Slot<T> slot = put(name, item);
            long heard = slot.heard;
            slot.heard = Math.max(heard, item.meta().version());
            if (slot.heard > heard) {
                ClusterEvent.Type type = heard == 0 ? ClusterEvent.Type.ADDED : ClusterEvent.Type.MODIFIED;
                news.accept(new ClusterEvent(type, item));
            }
        });
    }
}
