package dev.tidewright.apiserver.admission;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The ResourceQuota plugin: nothing new beyond what a namespace may hold. What it holds is counted when somebody asks
/// for more, so that it is right at that moment. Source: `k8s.io/apiserver/pkg/admission/plugin/resourcequota`.
final class Quotas {
    /// Kinds that may be counted by their bare plural too.
    private static final List<String> COUNTED = List.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services");

    private final Neighbours neighbours;

    Quotas(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /// @throws ApiError 403 where a quota does not leave room
    void admit(ResourceType type, String namespace, ObjectNode tree) {
        if (!type.namespaced()) {
            return;
        }
        for (ObjectNode quota : neighbours.list("ResourceQuota", namespace)) {
            if (QuotaScopes.match(quota.path("spec"), type, tree)) {
                hold(type, namespace, tree, quota);
            }
        }
    }

    private void hold(ResourceType type, String namespace, ObjectNode tree, ObjectNode quota) {
        JsonNode hard = quota.path("spec").path("hard");
        String name = quota.path("metadata").path("name").asString("");
        if (type.kind().equals("Pod")) {
            refuseUnspecified(tree, hard, name);
        }
        Map<String, Quantity> wanted = usage(type, tree);
        wanted.keySet().removeIf(resource -> !hard.has(resource));
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, Quantity> used = used(type, namespace, quota);
        List<String> exceeded = wanted.entrySet().stream()
                .filter(one -> used.getOrDefault(one.getKey(), Quantity.ZERO)
                                .plus(one.getValue())
                                .compareTo(amount(hard.path(one.getKey())))
                        > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!exceeded.isEmpty()) {
            throw forbidden(
                    type,
                    tree,
                    "exceeded quota: " + name + ", requested: " + shown(exceeded, wanted) + ", used: "
                            + shown(exceeded, used) + ", limited: "
                            + exceeded.stream()
                                    .map(resource ->
                                            resource + "=" + hard.path(resource).asString(""))
                                    .collect(Collectors.joining(",")));
        }
    }

    private static String shown(List<String> resources, Map<String, Quantity> amounts) {
        return resources.stream()
                .map(resource -> resource + "=" + amounts.getOrDefault(resource, Quantity.ZERO))
                .collect(Collectors.joining(","));
    }

    private Map<String, Quantity> used(ResourceType type, String namespace, ObjectNode quota) {
        Map<String, Quantity> sum = new TreeMap<>();
        for (ObjectNode other : neighbours.list(type.storedKind(), namespace)) {
            String phase = other.path("status").path("phase").asString("");
            boolean over = type.kind().equals("Pod") && (phase.equals("Succeeded") || phase.equals("Failed"));
            if (!over && QuotaScopes.match(quota.path("spec"), type, other)) {
                usage(type, other).forEach((resource, amount) -> sum.merge(resource, amount, Quantity::plus));
            }
        }
        return sum;
    }

    private static Map<String, Quantity> usage(ResourceType type, ObjectNode tree) {
        Map<String, Quantity> usage = new TreeMap<>();
        usage.put("count/" + type.qualifiedPlural(), Quantity.of(1));
        if (type.group().isEmpty() && COUNTED.contains(type.plural())) {
            usage.put(type.plural(), Quantity.of(1));
        }
        switch (type.kind()) {
            case "Pod" -> pod(tree.path("spec"), usage);
            case "PersistentVolumeClaim" ->
                add(
                        usage,
                        "requests.storage",
                        tree.path("spec").path("resources").path("requests").path("storage"));
            case "Service" -> service(tree.path("spec"), usage);
            default -> {} // only counted
        }
        return usage;
    }

    private static void service(JsonNode spec, Map<String, Quantity> usage) {
        long ports = spec.path("ports")
                .valueStream()
                .filter(port -> port.path("nodePort").asInt(0) > 0)
                .count();
        usage.put("services.nodeports", Quantity.of(ports));
        if (spec.path("type").asString("").equals("LoadBalancer")) {
            usage.put("services.loadbalancers", Quantity.of(1));
        }
    }

    private static void pod(JsonNode spec, Map<String, Quantity> usage) {
        for (JsonNode container : spec.path("containers")) {
            JsonNode resources = container.path("resources");
            for (Map.Entry<String, JsonNode> request :
                    resources.path("requests").properties()) {
                add(usage, request.getKey(), request.getValue());
                add(usage, "requests." + request.getKey(), request.getValue());
            }
            for (Map.Entry<String, JsonNode> limit : resources.path("limits").properties()) {
                add(usage, "limits." + limit.getKey(), limit.getValue());
            }
        }
    }

    private static void add(Map<String, Quantity> usage, String resource, JsonNode amount) {
        if (!amount.isMissingNode()) {
            usage.merge(resource, amount(amount), Quantity::plus);
        }
    }

    /// Whoever bounds a resource wants every container to say how much of it it needs.
    private static void refuseUnspecified(ObjectNode pod, JsonNode hard, String quota) {
        List<String> missing = new ArrayList<>();
        for (String resource :
                List.of("limits.cpu", "limits.memory", "requests.cpu", "requests.memory", "cpu", "memory")) {
            boolean limit = resource.startsWith("limits.");
            String field = resource.substring(resource.indexOf('.') + 1);
            String names = pod.path("spec")
                    .path("containers")
                    .valueStream()
                    .filter(container -> !container
                            .path("resources")
                            .path(limit ? "limits" : "requests")
                            .has(field))
                    .map(container -> container.path("name").asString(""))
                    .collect(Collectors.joining(","));
            if (hard.has(resource) && !names.isEmpty()) {
                missing.add(resource + " for: " + names);
            }
        }
        if (!missing.isEmpty()) {
            missing.sort(null);
            throw PodPlugins.forbidden(
                    pod.path("metadata").path("name").asString(""),
                    "failed quota: " + quota + ": must specify " + String.join("; ", missing));
        }
    }

    private static ApiError forbidden(ResourceType type, ObjectNode tree, String why) {
        String name = tree.path("metadata").path("name").asString("");
        return new ApiError(
                        403, "Forbidden", type.qualifiedPlural() + " \"" + name + "\" is forbidden: " + why, List.of())
                .about(type.group(), type.plural(), name);
    }

    private static Quantity amount(JsonNode quantity) {
        return Quantity.parse(quantity.asString("0"));
    }
}
