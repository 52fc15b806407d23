package dev.tidewright.cluster.documents.write;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the `status` of a pod.
public final class PodStatusTrees {
    private PodStatusTrees() {}

    public static ObjectNode status(Pod pod) {
        PodStatus status = pod.status();
        ObjectNode tree = Nodes.object();
        tree.put("phase", MetaTrees.word(status.phase()));
        ConditionTrees.conditions(tree, status.conditions(), "lastProbeTime");
        status.started().ifPresent(at -> tree.put("startTime", Nodes.time(at)));
        Nodes.text(tree, "nominatedNodeName", status.nominatedNode());
        tree.put("qosClass", QualityOfService.of(pod.spec()));
        containers(tree, "initContainerStatuses", pod, pod.spec().initContainers());
        containers(tree, "containerStatuses", pod, pod.spec().containers());
        return tree;
    }

    private static void containers(ObjectNode tree, String name, Pod pod, List<Container> containers) {
        ArrayNode items = Nodes.array();
        for (Container container : containers) {
            for (ContainerStatus status : pod.status().containers()) {
                if (status.name().equals(container.name())) {
                    items.add(container(pod, container, status));
                }
            }
        }
        if (!items.isEmpty()) {
            tree.set(name, items);
        }
    }

    private static ObjectNode container(Pod pod, Container container, ContainerStatus status) {
        ObjectNode tree = Nodes.object();
        tree.put("name", status.name());
        tree.set("state", state(pod, status));
        tree.set("lastState", lastState(status));
        tree.put("ready", status.ready());
        tree.put("restartCount", status.restarts());
        tree.put("image", container.image());
        tree.put("started", status.state().equals("Running"));
        status.resources().ifPresent(real -> {
            ObjectNode resources = tree.putObject("resources");
            Nodes.resources(resources, "limits", real.limits());
            Nodes.resources(resources, "requests", real.requests());
        });
        return tree;
    }

    private static ObjectNode state(Pod pod, ContainerStatus status) {
        ObjectNode tree = Nodes.object();
        switch (status.state()) {
            case "Running" -> tree.putObject("running").put("startedAt", Nodes.time(runningSince(pod, status)));
            case "Terminated" -> ended(tree, status.reason(), runningSince(pod, status), endOf(pod));
            default -> tree.putObject("waiting").put("reason", reason(status));
        }
        return tree;
    }

    private static String reason(ContainerStatus status) {
        return status.reason().isEmpty() ? "ContainerCreating" : status.reason();
    }

    private static ObjectNode lastState(ContainerStatus status) {
        ObjectNode tree = Nodes.object();
        status.lastEnd().ifPresent(end -> ended(tree, end.reason(), end.started(), end.finished()));
        return tree;
    }

    private static void ended(ObjectNode tree, String reason, Instant started, Instant finished) {
        ObjectNode end = tree.putObject("terminated");
        end.put("exitCode", exitCode(reason));
        end.put("reason", reason.isEmpty() ? "Completed" : reason);
        end.put("startedAt", Nodes.time(started));
        end.put("finishedAt", Nodes.time(finished));
    }

    /// 137 is SIGKILL's: 128 + 9.
    private static int exitCode(String reason) {
        return switch (reason) {
            case "", "Completed" -> 0;
            case "OOMKilled", "Evicted" -> 137;
            default -> 1;
        };
    }

    /// After its last end, or since the pod's init containers were done.
    private static Instant runningSince(Pod pod, ContainerStatus status) {
        return status.lastEnd()
                .map(PodStatus.Termination::finished)
                .or(() -> transition(pod, "Initialized"))
                .or(() -> pod.status().started())
                .orElse(pod.meta().created());
    }

    private static Instant endOf(Pod pod) {
        return transition(pod, "ContainersReady").orElse(runningSincePod(pod));
    }

    private static Instant runningSincePod(Pod pod) {
        return pod.status().started().orElse(pod.meta().created());
    }

    private static Optional<Instant> transition(Pod pod, String type) {
        return pod.status().condition(type).map(Condition::transition);
    }

    /// `Guaranteed`, `Burstable` or `BestEffort`.
    static final class QualityOfService {
        private QualityOfService() {}

        /// Source: `pkg/apis/core/v1/helper/qos`.
        static String of(PodSpec spec) {
            boolean any = false;
            boolean guaranteed = true;
            for (Container container : spec.containers()) {
                any |= container.requests().cpuMilli() > 0
                        || container.requests().memoryBytes() > 0
                        || container.limits().cpuMilli() > 0
                        || container.limits().memoryBytes() > 0;
                guaranteed &= container.limits().cpuMilli() > 0
                        && container.limits().memoryBytes() > 0
                        && container.limits().cpuMilli() == container.requests().cpuMilli()
                        && container.limits().memoryBytes()
                                == container.requests().memoryBytes();
            }
            return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
        }
    }
}
