package dev.tidewright.cluster;

import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

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

    /// Gives containers of a pod other resources while it runs, by its `resize` subresource (KEP-1287). Refused where
    /// the pod's class of service would change, and with [#NODE_TOO_SMALL] where its node could never hold it.
    /// What was applied is only asked for: the kubelet carries it out, or says in the pod's conditions why not.
    ///
    /// @param containers by name: the amounts to write; those that are left out stay
    /// @param version    the pod's version that the decision was made from; 0 for whatever it is
    record Resize(ObjectKey pod, SortedMap<String, ContainerResources> containers, long version) implements Change {
        /// What a refusal says of a node that is too small, as kubelet and API server (`NodeCapacity`) do.
        public static final String NODE_TOO_SMALL = "Node didn't have enough capacity";

        public Resize {
            containers = Sorted.copyOf(containers);
        }
    }

    /// Sets and takes away annotations, whatever the object's version is; the others stay.
    record Annotate(ObjectKey object, SortedMap<String, String> set, List<String> dropped) implements Change {
        public Annotate {
            set = Sorted.copyOf(set);
            dropped = List.copyOf(dropped);
        }
    }

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
