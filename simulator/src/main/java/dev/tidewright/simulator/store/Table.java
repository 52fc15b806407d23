package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// All objects of one kind, and who watches them.
final class Table {
    final Class<? extends KubeObject> type;
    final Map<ObjectKey, Slot> slots = new HashMap<>(); // never walked
    final Bucket all = new Bucket();
    final List<Watcher<KubeObject>> watchers = new CopyOnWriteArrayList<>();

    Table(Class<? extends KubeObject> type) {
        this.type = type;
    }
}
