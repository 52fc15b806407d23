package dev.tidewright.kubernetes.metrics;

import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Which versions and resources the API server serves, asked for once a minute at most. Thread-safe.
final class Discovery {
    private static final Duration FRESH = Duration.ofMinutes(1);
    /// What autoscalers' metrics describe most; asking is spared for these.
    private static final Map<String, String> USUAL = new LinkedHashMap<>();

    static {
        USUAL.put("Pod", "pods");
        USUAL.put("Service", "services");
        USUAL.put("Namespace", "namespaces");
        USUAL.put("Node", "nodes");
        USUAL.put("Deployment", "deployments.apps");
        USUAL.put("StatefulSet", "statefulsets.apps");
        USUAL.put("ReplicaSet", "replicasets.apps");
        USUAL.put("Ingress", "ingresses.networking.k8s.io");
    }

    private final ApiServer api;
    private final Fresh<String, Optional<String>> versions;
    private final Fresh<String, Optional<String>> resources;

    Discovery(ApiServer api, InstantSource clock) {
        this.api = api;
        this.versions = new Fresh<>(clock, FRESH, this::preferred);
        this.resources = new Fresh<>(clock, FRESH, this::searched);
    }

    /// The version of a group to speak; empty where the group is not served.
    Optional<String> version(String group) {
        return versions.get(group);
    }

    /// The resource of a kind with its group, e.g. `ingresses.networking.k8s.io`; empty where there is none.
    Optional<String> resource(String kind) {
        String usual = USUAL.get(kind);
        return usual != null ? Optional.of(usual) : resources.get(kind);
    }

    private Optional<String> preferred(String group) {
        Reply reply = api.send(Call.get("/apis/" + group));
        String version = reply.body().path("preferredVersion").path("version").asString("");
        return reply.isSuccess() && !version.isEmpty() ? Optional.of(version) : Optional.empty();
    }

    private Optional<String> searched(String kind) {
        for (String version : groupVersions()) {
            for (JsonNode resource : get("/apis/" + version).path("resources")) {
                String name = resource.path("name").asString("");
                if (resource.path("kind").asString("").equals(kind) && !name.contains("/")) {
                    return Optional.of(name + "." + version.substring(0, version.indexOf('/')));
                }
            }
        }
        return Optional.empty();
    }

    private List<String> groupVersions() {
        List<String> versions = new ArrayList<>();
        for (JsonNode group : get("/apis").path("groups")) {
            versions.add(group.path("preferredVersion").path("groupVersion").asString(""));
        }
        versions.removeIf(version -> !version.contains("/"));
        return versions;
    }

    private JsonNode get(String path) {
        return api.send(Call.get(path)).body();
    }
}
