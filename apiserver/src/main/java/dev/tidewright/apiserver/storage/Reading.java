package dev.tidewright.apiserver.storage;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.watch.ChangeLogs;
import dev.tidewright.apiserver.watch.Follower;
import dev.tidewright.apiserver.watch.TooOld;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gets, lists and watches. Takes immutable lists from the world and selects outside it. Safe for many threads.
public final class Reading {
    private final WorldThread world;
    private final Store store;
    private final ChangeLogs logs;
    private final Snapshots snapshots = new Snapshots();

    /// A whole kind at one moment.
    public record Snapshot(List<KubeObject> all, long version) {}

    public Reading(WorldThread world, Store store, ChangeLogs logs) {
        this.world = world;
        this.store = store;
        this.logs = logs;
    }

    /// @throws ApiError 404
    public KubeObject get(ResourceType type, String namespace, String name) {
        return find(type.storedKind(), namespace, name).orElseThrow(() -> Refusals.notFound(type, name));
    }

    public Optional<KubeObject> find(String storedKind, String namespace, String name) {
        var key = new ObjectKey(storedKind, namespace, name);
        return world.ask(() -> store.get(key, KubeObject.class));
    }

    public Snapshot snapshot(String storedKind) {
        return world.ask(() -> new Snapshot(store.ofKind(storedKind), store.version()));
    }

    /// @param limit 0 for everything
    /// @param token `continue` of the page before; empty for the first page
    /// @throws ApiError 410 where the list that the token goes on with is forgotten
    public Page list(ResourceType type, Selection selection, int limit, String token) {
        String kind = type.storedKind();
        Snapshot snapshot;
        int from = 0;
        if (token.isEmpty()) {
            snapshot = snapshot(kind);
        } else {
            ContinueToken where = ContinueToken.decode(token);
            List<KubeObject> list = snapshots
                    .find(kind, where.version())
                    .orElseThrow(() -> Refusals.gone("The provided continue parameter is too old to display a "
                            + "consistent list result. You must start a new list without the continue parameter."));
            snapshot = new Snapshot(list, where.version());
            from = Places.after(list, where.after());
        }
        return page(kind, snapshot, from, selection, limit);
    }

    private Page page(String kind, Snapshot snapshot, int from, Selection selection, int limit) {
        List<KubeObject> all = snapshot.all();
        int begin = Math.max(from, Places.begin(all, selection.namespace()));
        int end = Places.end(all, selection.namespace());
        List<KubeObject> items = new ArrayList<>();
        int at = begin;
        for (; at < end && (limit == 0 || items.size() < limit); at++) {
            if (selection.selects(all.get(at))) {
                items.add(all.get(at));
            }
        }
        boolean isPlain = selection.fields().terms().isEmpty()
                && selection.labels().equals(dev.tidewright.core.objects.LabelSelector.EVERYTHING);
        while (!isPlain && at < end && !selection.selects(all.get(at))) {
            at++;
        }
        if (at >= end) {
            return new Page(items, snapshot.version(), "", 0);
        }
        snapshots.keep(kind, snapshot.version(), all);
        String last = Places.of(all.get(at - 1));
        return new Page(
                items,
                snapshot.version(),
                new ContinueToken(snapshot.version(), last).encode(),
                isPlain ? end - at : 0);
    }

    /// Follows a kind from the first change after `version` on; the caller closes it.
    ///
    /// @throws ApiError 410 where some of the changes since are forgotten
    public Follower follow(ResourceType type, long version) {
        try {
            return logs.follow(type.storedKind(), version);
        } catch (TooOld e) {
            throw Refusals.gone(String.valueOf(e.getMessage()));
        }
    }

    /// The version of the latest change.
    public long version() {
        return world.ask(store::version);
    }
}
