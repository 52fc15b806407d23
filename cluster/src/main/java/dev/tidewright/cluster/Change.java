package dev.tidewright.cluster;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One write to the cluster. Each is atomic; a crash between two of them must be survivable.
public sealed interface Change {
    /// Stores a new object; refused if it exists.
    record Create(KubeObject object) implements Change {}

    /// Replaces an object whole, if it is still at the version its `meta` carries.
    record Replace(KubeObject object) implements Change {}

    /// Replaces an object's status and nothing else, under the same condition.
    record ReplaceStatus(KubeObject object) implements Change {}

    /// Writes `spec.replicas` by the scale subresource.
    ///
    /// @param version the target's version when its scale was read
    record SetReplicas(ObjectKey target, int replicas, long version) implements Change {}

    record Delete(ObjectKey key) implements Change {}

    /// Asks for a pod to be moved, within its disruption budgets. Refused (429) where a budget does not allow it.
    ///
    /// @param grace how long the pod may take to end; empty: what its spec says
    record Evict(ObjectKey pod, Optional<Duration> grace) implements Change {}

    /// Cordons or taints a node, if it is still at `version`.
    record SetTaints(String node, List<Taint> taints, boolean unschedulable, long version) implements Change {
        public SetTaints {
            taints = List.copyOf(taints);
        }
    }

    /// Tells the object's readers what happened. Repeats of one event are counted, not stored again.
    ///
    /// @param type `Normal` or `Warning`
    record Emit(ObjectKey about, String type, String reason, String message) implements Change {}
}
