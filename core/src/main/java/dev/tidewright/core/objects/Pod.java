package dev.tidewright.core.objects;

import java.util.Optional;

/// A pod.
///
/// @param node the node it is bound to; empty while unscheduled
public record Pod(ObjectMeta meta, PodSpec spec, Optional<String> node, PodStatus status) implements KubeObject {
    @Override
    public String kind() {
        return "Pod";
    }

    public boolean isTerminating() {
        return meta.deleted().isPresent();
    }

    public Pod with(PodStatus status) {
        return new Pod(meta, spec, node, status);
    }

    @Override
    public Pod with(ObjectMeta meta) {
        return new Pod(meta, spec, node, status);
    }

    @Override
    public Pod withStatusOf(KubeObject other) {
        return with(((Pod) other).status);
    }

    public Pod boundTo(String node) {
        return new Pod(meta, spec, Optional.of(node), status);
    }

    public Pod with(PodSpec spec) {
        return new Pod(meta, spec, node, status);
    }

    /// What a container really has: its status where that says so, else its spec; nothing where there is no such one.
    ///
    /// Source: VPA's `ContainerRequestsAndLimits`.
    public ContainerResources resourcesOf(String container) {
        var reported = status.container(container).flatMap(PodStatus.ContainerStatus::resources);
        if (reported.isPresent()) {
            return reported.get();
        }
        for (Container each : spec.containers()) {
            if (each.name().equals(container)) {
                return each.resources();
            }
        }
        for (Container each : spec.initContainers()) {
            if (each.name().equals(container)) {
                return each.resources();
            }
        }
        return ContainerResources.NONE;
    }
}
