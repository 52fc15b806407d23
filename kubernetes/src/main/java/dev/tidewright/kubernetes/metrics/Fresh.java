package dev.tidewright.kubernetes.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Answers that many share while they are fresh. Of those who ask at once, one fetches and the others wait. Keeps the
/// 1,024
/// questions that were asked last. Thread-safe.
final class Fresh<K, V> {
    private static final int MOST = 1_024;

    private final InstantSource clock;
    private final Duration fresh;
    private final Function<K, V> fetch;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Fresh.Entry<V>> eldest) {
            return size() > MOST;
        }
    };

    private record Entry<V>(Instant asked, CompletableFuture<V> value) {}

    Fresh(InstantSource clock, Duration fresh, Function<K, V> fetch) {
        this.clock = clock;
        this.fresh = fresh;
        this.fetch = fetch;
    }

    V get(K key) {
        Instant now = clock.instant();
        CompletableFuture<V> mine = new CompletableFuture<>();
        Optional<CompletableFuture<V>> others = shared(key, now, mine);
        return others.isPresent() ? others.get().join() : fetched(key, mine);
    }

    /// What others fetch or have fetched; empty if nobody has, who then find `mine`.
    private synchronized Optional<CompletableFuture<V>> shared(K key, Instant now, CompletableFuture<V> mine) {
        Entry<V> known = entries.get(key);
        if (known != null && (!known.value.isDone() || isFresh(known.asked, now))) {
            return Optional.of(known.value);
        }
        entries.put(key, new Entry<>(now, mine));
        return Optional.empty();
    }

    private V fetched(K key, CompletableFuture<V> mine) {
        try {
            V value = fetch.apply(key);
            mine.complete(value);
            return value;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /// A clock that was set back makes nothing fresh.
    private boolean isFresh(Instant asked, Instant now) {
        Duration age = Duration.between(asked, now);
        return !age.isNegative() && age.compareTo(fresh) < 0;
    }
}
