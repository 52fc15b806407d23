package dev.tidewright.cluster.documents.write;

import dev.tidewright.cluster.objects.Deployment;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Derives `Available` and `Progressing` from the counts. Source: `pkg/controller/deployment/progress.go`, `sync.go`.
///
/// Nobody keeps when they turned; the Deployment's own time stands for it.
final class DeploymentConditions {
    private DeploymentConditions() {}

    private record Line(String type, boolean holds, String reason, String message) {}

    static void write(ObjectNode status, Deployment deployment) {
        ArrayNode items = status.putArray("conditions");
        for (Line line : lines(deployment)) {
            ObjectNode item = items.addObject();
            item.put("type", line.type());
            item.put("status", line.holds() ? "True" : "False");
            item.put("lastUpdateTime", Nodes.time(deployment.meta().created()));
            item.put("lastTransitionTime", Nodes.time(deployment.meta().created()));
            item.put("reason", line.reason());
            item.put("message", line.message());
        }
    }

    private static List<Line> lines(Deployment deployment) {
        List<Line> lines = new ArrayList<>(2);
        boolean available = deployment.status().available() >= deployment.replicas() - allowedUnavailable(deployment);
        lines.add(new Line(
                "Available",
                available,
                available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                available ? "Deployment has minimum availability." : "Deployment does not have minimum availability."));
        boolean done = deployment.status().updated() == deployment.replicas()
                && deployment.status().replicas() == deployment.replicas()
                && deployment.status().available() == deployment.replicas();
        lines.add(new Line(
                "Progressing",
                true,
                done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                done
                        ? "Deployment \"" + deployment.meta().name() + "\" has successfully progressed."
                        : "Deployment \"" + deployment.meta().name() + "\" is progressing."));
        return lines;
    }

    /// A percentage of unavailable pods rounds down.
    private static int allowedUnavailable(Deployment deployment) {
        String text = deployment.strategy().maxUnavailable();
        return text.endsWith("%")
                ? (int) (Long.parseLong(text.substring(0, text.length() - 1)) * deployment.replicas() / 100)
                : Integer.parseInt(text);
    }
}
