package dev.tidewright.apiserver.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds the number of owners that update to ten, by joining the oldest of each version into one.
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/internal/capmanagers.go`.
final class UpdaterLimit {
    private static final int UPDATERS_MAX = 10;
    private static final String OLD = "ancient-changes";

    private UpdaterLimit() {}

    static void keep(Map<Owner, Owned> owners) {
        List<Owner> updaters = new ArrayList<>();
        for (Owner owner : owners.keySet()) {
            if (!owner.applies()) {
                updaters.add(owner);
            }
        }
        int count = updaters.size();
        if (count <= UPDATERS_MAX) {
            return;
        }
        updaters.sort(Comparator.<Owner>comparingLong(owner -> Ownership.seconds(time(owners, owner)))
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Owner> firstOfVersion = new LinkedHashMap<>();
        for (Owner owner : updaters) {
            if (count <= UPDATERS_MAX) {
                return;
            }
            Owner first = firstOfVersion.putIfAbsent(owner.apiVersion(), owner);
            if (first != null) {
                join(owners, first, owner);
                count--;
            }
        }
    }

    private static String time(Map<Owner, Owned> owners, Owner owner) {
        Owned owned = owners.get(owner);
        return owned == null ? "" : owned.time();
    }

    private static void join(Map<Owner, Owned> owners, Owner first, Owner owner) {
        Owner bucket = Owner.updater(OLD, owner.apiVersion(), "");
        if (!owners.containsKey(bucket)) {
            Owned oldest = owners.remove(first);
            if (oldest != null) {
                owners.put(bucket, oldest);
            }
        }
        Owned joined = owners.remove(owner);
        if (joined != null) {
            owners.merge(
                    bucket,
                    joined,
                    (old, now) -> new Owned(now.fields().union(old.fields()), now.apiVersion(), now.time()));
        }
    }
}
