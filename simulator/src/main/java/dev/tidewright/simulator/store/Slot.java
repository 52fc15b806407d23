package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// The place of one object: what it is now, and the lists it stands in.
final class Slot {
    final ObjectKey key;
    final List<Bucket> buckets = new ArrayList<>(4);
    KubeObject object;

    Slot(KubeObject object) {
        this.key = object.key();
        this.object = object;
    }

    void set(KubeObject now) {
        object = now;
        for (Bucket bucket : buckets) {
            bucket.touch();
        }
    }
}
