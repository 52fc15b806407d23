package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Resources;
import java.util.List;
import java.util.Optional;

/// `autoscaling.x-k8s.io` CapacityBuffer: room that the node autoscaler keeps free, in chunks of one pod's shape.
///
/// @param podTemplate the PodTemplate whose shape is meant; empty where `scalable` is given
/// @param scalable    the workload whose shape is meant; empty where `podTemplate` is given
/// @param replicas    so many chunks; of `replicas`, `percentage` and `limits`, the least counts
/// @param percentage  of the workload's replicas, rounded down
/// @param limits      as many chunks as fit into these amounts together
/// @param strategy    `buffer.x-k8s.io/active-capacity`; others are for other controllers
public record CapacityBuffer(
        ObjectMeta meta,
        Optional<String> podTemplate,
        Optional<Scalable> scalable,
        Optional<Integer> replicas,
        Optional<Integer> percentage,
        Optional<Resources> limits,
        String strategy,
        Status status)
        implements KubeObject {
    public static final String ACTIVE_CAPACITY = "buffer.x-k8s.io/active-capacity";

    /// Names a workload of the buffer's namespace.
    public record Scalable(String group, String kind, String name) {}

    /// @param replicas chunks that are kept now
    public record Status(int replicas, List<Condition> conditions) {
        public static final Status NONE = new Status(0, List.of());

        public Status {
            conditions = List.copyOf(conditions);
        }
    }

    @Override
    public String kind() {
        return "CapacityBuffer";
    }

    @Override
    public CapacityBuffer with(ObjectMeta meta) {
        return new CapacityBuffer(meta, podTemplate, scalable, replicas, percentage, limits, strategy, status);
    }

    public CapacityBuffer with(Status status) {
        return new CapacityBuffer(meta, podTemplate, scalable, replicas, percentage, limits, strategy, status);
    }

    @Override
    public CapacityBuffer withStatusOf(KubeObject other) {
        return with(((CapacityBuffer) other).status);
    }
}
