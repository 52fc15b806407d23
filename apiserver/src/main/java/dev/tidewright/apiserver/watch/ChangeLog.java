package dev.tidewright.apiserver.watch;

import dev.tidewright.core.objects.KubeObject;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The latest changes of one kind, in version order. The world's thread appends and never waits; any thread reads.
public final class ChangeLog {
    /// Source of the order of magnitude: the API server's watch cache (`pkg/storage/cacher`), 100 to 102,400 a kind.
    static final int KEPT = 1 << 14;
    /// Of so many the encoded forms are kept: nearly all watchers are no further behind.
    private static final int ENCODED = 1 << 11;

    private final AtomicReferenceArray<@Nullable LoggedChange> ring = new AtomicReferenceArray<>(KEPT);
    private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
    private final long since;
    private volatile long end;

    /// @param since the version from which on nothing is missing
    ChangeLog(long since) {
        this.since = since;
    }

    void add(Optional<KubeObject> before, Optional<KubeObject> after) {
        long version = after.or(() -> before).orElseThrow().meta().version();
        long place = end;
        ring.set((int) (place % KEPT), new LoggedChange(version, before, after));
        if (place >= ENCODED) {
            LoggedChange old = ring.get((int) ((place - ENCODED) % KEPT));
            if (old != null) {
                old.forgetEncoded();
            }
        }
        end = place + 1;
    }

    /// The number of changes so far; the place of the next one.
    long end() {
        return end;
    }

    /// The change at a place; null where it is forgotten or yet to come.
    @Nullable
    LoggedChange at(long place) {
        if (place >= end) {
            return null;
        }
        LoggedChange change = ring.get((int) (place % KEPT));
        return end - place > KEPT - 1 ? null : change;
    }

    /// The place of the first change after `version`; empty where some of them are forgotten.
    Optional<Long> placeAfter(long version) {
        long last = end;
        long first = Math.max(0, last - KEPT + 1);
        if (first == 0 ? version < since : version < versionAt(first) - 1) {
            return Optional.empty();
        }
        long low = first;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (versionAt(middle) > version) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Optional.of(low);
    }

    private long versionAt(long place) {
        LoggedChange change = ring.get((int) (place % KEPT));
        return change == null ? Long.MAX_VALUE : change.version();
    }

    /// The oldest version to watch from.
    long oldest() {
        long first = Math.max(0, end - KEPT + 1);
        return first == 0 ? since : versionAt(first);
    }

    void join(Follower follower) {
        followers.add(follower);
    }

    void leave(Follower follower) {
        followers.remove(follower);
    }

    /// Tells all followers that there is something new. Never called by the world's thread.
    void ring() {
        for (Follower follower : followers) {
            follower.ring();
        }
    }

    public int watchers() {
        return followers.size();
    }
}
