package dev.tidewright.apiserver.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What stored objects were encoded as, so that lists and watches of the same versions encode nothing again. Bounded in
/// bytes: a young and an old half; what is asked for in the old one becomes young, and the rest is dropped with it.
/// Safe for many threads.
final class EncodedObjects {
    private final long mostYoungBytes;
    private final AtomicLong youngBytes = new AtomicLong();
    private volatile ConcurrentHashMap<Key, byte[]> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<Key, byte[]> old = new ConcurrentHashMap<>();

    /// @param version        of the object: no two stored states share one
    /// @param representation compares by content
    private record Key(long version, Object representation) {}

    EncodedObjects(long mostBytes) {
        this.mostYoungBytes = mostBytes / 2;
    }

    byte[] get(long version, Object representation, Supplier<byte[]> encoder) {
        var key = new Key(version, representation);
        byte[] known = young.get(key);
        if (known != null) {
            return known;
        }
        byte[] aged = old.get(key);
        byte[] encoded = aged != null ? aged : encoder.get();
        keep(key, encoded);
        return encoded;
    }

    private void keep(Key key, byte[] encoded) {
        boolean isNew = young.putIfAbsent(key, encoded) == null;
        if (isNew && youngBytes.addAndGet(encoded.length) > mostYoungBytes) {
            age();
        }
    }

    private synchronized void age() {
        if (youngBytes.get() > mostYoungBytes) {
            old = young;
            young = new ConcurrentHashMap<>();
            youngBytes.set(0);
        }
    }
}
