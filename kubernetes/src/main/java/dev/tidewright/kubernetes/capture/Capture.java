package dev.tidewright.kubernetes.capture;

import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a namespace is made of now: workloads, autoscalers, budgets and services as one would write them, the nodes,
/// and
/// what the pods use. Secrets and ConfigMaps are left where they are.
///
/// @param manifests without status and what the server added, in the order of kinds
/// @param pods      as the server tells them
/// @param usages    of `metrics.k8s.io`; empty where nobody serves it
public record Capture(List<ObjectNode> manifests, List<JsonNode> nodes, List<JsonNode> pods, List<JsonNode> usages) {
    private static final int PAGE = 500;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private static final List<Source> SOURCES = List.of(
            new Source("/api/v1", "services", "Service"),
            new Source("/apis/apps/v1", "deployments", "Deployment"),
            new Source("/apis/apps/v1", "statefulsets", "StatefulSet"),
            new Source("/apis/apps/v1", "daemonsets", "DaemonSet"),
            new Source("/apis/policy/v1", "poddisruptionbudgets", "PodDisruptionBudget"),
            new Source("/apis/autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
            new Source("/apis/tidewright.dev/v1alpha1", "podautoscalers", "PodAutoscaler"),
            new Source("/apis/autoscaling.k8s.io/v1", "verticalpodautoscalers", "VerticalPodAutoscaler"));

    /// @param root of the group's version
    private record Source(String root, String plural, String kind) {
        String version() {
            return root.replaceFirst("^/apis?/", "");
        }
    }

    public Capture {
        manifests = List.copyOf(manifests);
        nodes = List.copyOf(nodes);
        pods = List.copyOf(pods);
        usages = List.copyOf(usages);
    }

    /// @throws ApiFailure where something that is served may not or could not be listed
    public static Capture of(ApiServer api, String namespace) {
        String within = "/namespaces/" + namespace + "/";
        List<ObjectNode> manifests = new ArrayList<>();
        for (Source source : SOURCES) {
            for (JsonNode item : list(api, source.root() + within + source.plural())) {
                Manifest.of(item, source.version(), source.kind()).ifPresent(manifests::add);
            }
        }
        return new Capture(
                manifests,
                list(api, "/api/v1/nodes"),
                list(api, "/api/v1" + within + "pods"),
                list(api, "/apis/metrics.k8s.io/v1beta1" + within + "pods"));
    }

    /// All objects at a path, page by page; none where the server has no such kind.
    private static List<JsonNode> list(ApiServer api, String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            String from = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            Reply reply = api.send(Call.get(path + "?limit=" + PAGE + from));
            boolean isMetrics = path.startsWith("/apis/metrics.k8s.io/");
            if (reply.status() == NOT_FOUND || (isMetrics && reply.status() == UNAVAILABLE)) {
                return items;
            }
            if (!reply.isSuccess()) {
                throw new ApiFailure(Math.max(0, reply.status()), "list " + path + ": " + reply.words());
            }
            JsonNode body = reply.body();
            body.path("items").forEach(items::add);
            next = body.path("metadata").path("continue").asString("");
        } while (!next.isEmpty());
        return items;
    }
}
