package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.KubeObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Slots in order of their keys. Hands out one list until something in it changes.
final class Bucket {
    private @Nullable Slot[] slots = new Slot[8];
    private int size;
    private @Nullable List<KubeObject> view;

    void add(Slot slot) {
        int place = find(slot);
        if (place >= 0) {
            return;
        }
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
        }
        int free = -place - 1;
        System.arraycopy(slots, free, slots, free + 1, size - free);
        slots[free] = slot;
        size++;
        slot.buckets.add(this);
        view = null;
    }

    void remove(Slot slot) {
        int place = find(slot);
        if (place < 0) {
            return;
        }
        System.arraycopy(slots, place + 1, slots, place, size - place - 1);
        size--;
        slots[size] = null;
        slot.buckets.remove(this);
        view = null;
    }

    private int find(Slot slot) {
        return Arrays.binarySearch(slots, 0, size, slot, (a, b) -> a.key.compareTo(b.key));
    }

    private Slot at(int place) {
        return Objects.requireNonNull(slots[place]);
    }

    int size() {
        return size;
    }

    void forEach(Consumer<Slot> each) {
        for (int i = 0; i < size; i++) {
            each.accept(at(i));
        }
    }

    /// Something in a slot changed.
    void touch() {
        view = null;
    }

    /// Takes every slot out.
    void dissolve() {
        for (int i = 0; i < size; i++) {
            at(i).buckets.remove(this);
        }
        size = 0;
        view = null;
    }

    /// What the slots hold now, in order of their keys; never changes once handed out.
    List<KubeObject> list() {
        List<KubeObject> known = view;
        if (known == null) {
            KubeObject[] objects = new KubeObject[size];
            for (int i = 0; i < size; i++) {
                objects[i] = at(i).object;
            }
            known = Collections.unmodifiableList(Arrays.asList(objects));
            view = known;
        }
        return known;
    }
}
