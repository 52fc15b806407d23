package dev.tidewright.apiserver.watch;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.store.Store;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// The logs of all kinds, and the thread that rings for their followers.
public final class ChangeLogs implements AutoCloseable {
    /// What waits to be rung for; a kind stands in it once.
    private final LinkedBlockingQueue<ChangeLog> rung = new LinkedBlockingQueue<>(); // bounded by the number of kinds

    private final Set<ChangeLog> waiting = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, ChangeLog> logs = new ConcurrentHashMap<>(); // one per kind
    private final long since;
    private final Thread thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::ring);

    /// To be called on the world's thread, or before it starts.
    public ChangeLogs(Store store) {
        since = store.version();
        store.watch(KubeObject.class, this::changed);
        thread.start();
    }

    private void changed(Optional<KubeObject> before, Optional<KubeObject> after) {
        ChangeLog log = log(after.or(() -> before).orElseThrow().kind());
        log.add(before, after);
        if (log.watchers() > 0 && waiting.add(log)) {
            rung.add(log);
        }
    }

    private ChangeLog log(String storedKind) {
        return logs.computeIfAbsent(storedKind, kind -> new ChangeLog(since));
    }

    /// Follows a kind from the first change after `version` on. The caller closes it.
    ///
    /// @throws TooOld where some of the changes since are forgotten
    public Follower follow(String storedKind, long version) throws TooOld {
        return Follower.after(log(storedKind), version);
    }

    /// Those who watch now, over all kinds.
    public int watchers() {
        return logs.values().stream().mapToInt(ChangeLog::watchers).sum();
    }

    private void ring() {
        try {
            while (true) {
                ChangeLog log = rung.take();
                waiting.remove(log);
                log.ring();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
