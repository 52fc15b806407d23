package dev.tidewright.cli;

import dev.tidewright.kubernetes.api.Permissions.Right;
import dev.tidewright.kubernetes.watch.Kind;
import dev.tidewright.kubernetes.watch.Kinds;
import java.util.ArrayList;
import java.util.List;

/// What the API server must allow in each mode, and the chart grants: no more than is used.
public final class LiveRights {
    private LiveRights() {}

    public static List<Right> of(LiveSettings.Mode mode) {
        List<Right> rights = new ArrayList<>();
        for (Kind<?> kind : Kinds.FOR_PODS) {
            rights.add(new Right("list", kind.group(), kind.plural()));
            rights.add(new Right("watch", kind.group(), kind.plural()));
        }
        if (mode == LiveSettings.Mode.OWN) {
            rights.add(new Right("patch", Kinds.AUTOSCALERS.group(), Kinds.AUTOSCALERS.plural() + "/status"));
            rights.add(new Right("update", "apps", "deployments/scale"));
            rights.add(new Right("update", "apps", "replicasets/scale"));
            rights.add(new Right("update", "apps", "statefulsets/scale"));
            rights.add(new Right("update", "", "replicationcontrollers/scale"));
            rights.add(new Right("create", "", "events"));
            rights.add(new Right("patch", "", "events"));
        }
        return rights;
    }
}
