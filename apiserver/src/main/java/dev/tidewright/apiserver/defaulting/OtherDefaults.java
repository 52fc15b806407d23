package dev.tidewright.apiserver.defaulting;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Defaults of all other kinds. Source: the `defaults.go` files under `pkg/apis` of Kubernetes 1.34.
final class OtherDefaults {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final int AFFINITY_SECONDS = 10_800;

    private OtherDefaults() {}

    static void service(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        Trees.text(spec, "sessionAffinity", "None");
        if (spec.path("sessionAffinity").asString("").equals("ClientIP")) {
            ObjectNode config = Trees.object(Trees.object(spec, "sessionAffinityConfig"), "clientIP");
            Trees.number(config, "timeoutSeconds", AFFINITY_SECONDS);
        }
        if (spec.path("sessionAffinity").asString("").equals("None")) {
            spec.remove("sessionAffinityConfig");
        }
        Trees.text(spec, "type", "ClusterIP");
        for (ObjectNode port : Trees.objects(spec.path("ports"))) {
            Trees.text(port, "protocol", "TCP");
            JsonNode target = port.path("targetPort");
            if (target.asString("").isEmpty() || (target.isNumber() && target.asInt() == 0)) {
                port.set("targetPort", port.path("port"));
            }
        }
        String type = spec.path("type").asString("");
        boolean outside = type.equals("NodePort") || type.equals("LoadBalancer");
        if (outside) {
            Trees.text(spec, "externalTrafficPolicy", "Cluster");
        }
        if (outside || type.equals("ClusterIP")) {
            Trees.text(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            Trees.truth(spec, "allocateLoadBalancerNodePorts", true);
        }
    }

    static void secret(ObjectNode object) {
        Trees.text(object, "type", "Opaque");
        JsonNode texts = object.remove("stringData");
        if (texts != null && !texts.isEmpty()) {
            ObjectNode data = Trees.object(object, "data");
            for (Map.Entry<String, JsonNode> text : texts.properties()) {
                byte[] bytes = text.getValue().asString("").getBytes(StandardCharsets.UTF_8);
                data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    static void namespace(ObjectNode object) {
        ObjectNode metadata = Trees.object(object, "metadata");
        String name = metadata.path("name").asString("");
        if (!name.isEmpty()) {
            Trees.object(metadata, "labels").put("kubernetes.io/metadata.name", name);
        }
    }

    static void claim(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        Trees.text(spec, "volumeMode", "Filesystem");
        if (spec.path("dataSource").isObject() && !spec.path("dataSourceRef").isObject()) {
            spec.set("dataSourceRef", spec.path("dataSource").deepCopy());
        }
    }

    static void volume(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        Trees.text(spec, "persistentVolumeReclaimPolicy", "Retain");
        Trees.text(spec, "volumeMode", "Filesystem");
        if (spec.path("hostPath") instanceof ObjectNode path && !path.hasNonNull("type")) {
            path.put("type", "");
        }
    }

    static void limitRange(ObjectNode object) {
        for (ObjectNode limit : Trees.objects(object.path("spec").path("limits"))) {
            if (limit.path("type").asString("").equals("Container")) {
                inherit(limit, "max", "default");
                inherit(limit, "default", "defaultRequest");
                inherit(limit, "min", "defaultRequest");
            }
        }
    }

    private static void inherit(ObjectNode limit, String from, String to) {
        if (limit.path(from).isEmpty()) {
            return;
        }
        ObjectNode target = Trees.object(limit, to);
        for (Map.Entry<String, JsonNode> amount : limit.path(from).properties()) {
            if (!target.has(amount.getKey())) {
                target.set(amount.getKey(), amount.getValue());
            }
        }
    }

    static void endpointSlice(ObjectNode object) {
        for (ObjectNode port : Trees.objects(object.path("ports"))) {
            if (!port.hasNonNull("name")) {
                port.put("name", "");
            }
            Trees.text(port, "protocol", "TCP");
        }
    }

    static void endpoints(ObjectNode object) {
        for (ObjectNode subset : Trees.objects(object.path("subsets"))) {
            Trees.objects(subset.path("ports")).forEach(port -> Trees.text(port, "protocol", "TCP"));
        }
    }

    static void networkPolicy(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        for (String direction : List.of("ingress", "egress")) {
            for (ObjectNode rule : Trees.objects(spec.path(direction))) {
                Trees.objects(rule.path("ports")).forEach(port -> Trees.text(port, "protocol", "TCP"));
            }
        }
        if (spec.path("policyTypes").isEmpty()) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }

    static void ingressClass(ObjectNode object) {
        if (object.path("spec").path("parameters") instanceof ObjectNode parameters) {
            Trees.text(parameters, "scope", "Cluster");
        }
    }

    static void binding(ObjectNode object) {
        Trees.text(Trees.object(object, "roleRef"), "apiGroup", RBAC);
        for (ObjectNode subject : Trees.objects(object.path("subjects"))) {
            String kind = subject.path("kind").asString("");
            if (kind.equals("User") || kind.equals("Group")) {
                Trees.text(subject, "apiGroup", RBAC);
            }
        }
    }

    static void priorityClass(ObjectNode object) {
        Trees.text(object, "preemptionPolicy", "PreemptLowerPriority");
    }

    static void storageClass(ObjectNode object) {
        Trees.text(object, "reclaimPolicy", "Delete");
        Trees.text(object, "volumeBindingMode", "Immediate");
    }

    static void apiService(ObjectNode object) {
        if (object.path("spec").path("service") instanceof ObjectNode service) {
            Trees.number(service, "port", 443);
        }
    }

    static void webhooks(ObjectNode object, boolean mutating) {
        for (ObjectNode hook : Trees.objects(object.path("webhooks"))) {
            Trees.text(hook, "failurePolicy", "Fail");
            Trees.text(hook, "matchPolicy", "Equivalent");
            Trees.empty(hook, "namespaceSelector");
            Trees.empty(hook, "objectSelector");
            Trees.number(hook, "timeoutSeconds", 10);
            if (mutating) {
                Trees.text(hook, "reinvocationPolicy", "Never");
            }
            Trees.objects(hook.path("rules")).forEach(rule -> Trees.text(rule, "scope", "*"));
            if (hook.path("clientConfig").path("service") instanceof ObjectNode service) {
                Trees.number(service, "port", 443);
            }
        }
    }

    static void definition(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        ObjectNode names = Trees.object(spec, "names");
        String kind = names.path("kind").asString("");
        if (!kind.isEmpty()) {
            Trees.text(names, "singular", kind.toLowerCase(Locale.ROOT));
            Trees.text(names, "listKind", kind + "List");
        }
        Trees.text(Trees.object(spec, "conversion"), "strategy", "None");
    }
}
