package dev.tidewright.apiserver.storage;

import dev.tidewright.core.objects.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The lists that somebody is reading page by page, as they were at the first page. They share their objects with the
/// store, so one costs a reference an object. Safe for many threads.
final class Snapshots {
    private static final int MOST = 64;

    private final LinkedHashMap<Key, List<KubeObject>> lists = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(String kind, long version) {}

    synchronized void keep(String kind, long version, List<KubeObject> list) {
        lists.put(new Key(kind, version), list);
        if (lists.size() > MOST) {
            lists.pollFirstEntry();
        }
    }

    synchronized Optional<List<KubeObject>> find(String kind, long version) {
        return Optional.ofNullable(lists.get(new Key(kind, version)));
    }
}
