package dev.tidewright.apiserver.defaulting;

import dev.tidewright.core.units.Quantity;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Defaults of pods and their templates. Source: `pkg/apis/core/v1/defaults.go` of Kubernetes 1.34.
final class PodDefaults {
    private static final int FILE_MODE = 0644;
    private static final int TOKEN_SECONDS = 3_600;
    private static final int GRACE_SECONDS = 30;

    private static final String WORD = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern IMAGE = Pattern.compile("(?:[A-Za-z0-9.:\\[\\]-]+/)?" + WORD + "(?:/" + WORD
            + ")*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]+)?");

    private PodDefaults() {}

    static void pod(ObjectNode spec) {
        Trees.truth(spec, "enableServiceLinks", true);
        for (String list : List.of("containers", "initContainers")) {
            for (ObjectNode container : Trees.objects(spec.path(list))) {
                requests(container);
                if (spec.path("hostNetwork").asBoolean(false)) {
                    Trees.objects(container.path("ports"))
                            .forEach(port -> Trees.positive(
                                    port, "hostPort", port.path("containerPort").asInt(0)));
                }
            }
        }
        spec(spec);
    }

    /// What a container may use at most it asks for, where it asks for nothing.
    private static void requests(ObjectNode container) {
        JsonNode limits = container.path("resources").path("limits");
        if (limits.isEmpty() || !(container.path("resources") instanceof ObjectNode resources)) {
            return;
        }
        ObjectNode requests = Trees.object(resources, "requests");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        }
    }

    static void template(ObjectNode template) {
        spec(Trees.object(template, "spec"));
    }

    static void spec(ObjectNode spec) {
        GatedFields.drop(spec);
        Trees.objects(spec.path("volumes")).forEach(PodDefaults::volume);
        for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
            Trees.objects(spec.path(list)).forEach(PodDefaults::container);
        }
        Trees.text(spec, "restartPolicy", "Always");
        Trees.number(spec, "terminationGracePeriodSeconds", GRACE_SECONDS);
        Trees.text(spec, "dnsPolicy", "ClusterFirst");
        Trees.empty(spec, "securityContext");
        Trees.text(spec, "schedulerName", "default-scheduler");
        account(spec);
    }

    private static void account(ObjectNode spec) {
        String name = spec.path("serviceAccountName").asString("");
        String old = spec.path("serviceAccount").asString("");
        if (!name.isEmpty()) {
            spec.put("serviceAccount", name);
        } else if (!old.isEmpty()) {
            spec.put("serviceAccountName", old);
        }
    }

    private static void container(ObjectNode container) {
        for (ObjectNode port : Trees.objects(container.path("ports"))) {
            Trees.text(port, "protocol", "TCP");
        }
        for (ObjectNode variable : Trees.objects(container.path("env"))) {
            if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode field) {
                Trees.text(field, "apiVersion", "v1");
            }
        }
        rounded(container.path("resources").path("requests"));
        rounded(container.path("resources").path("limits"));
        Trees.text(container, "terminationMessagePath", "/dev/termination-log");
        Trees.text(container, "terminationMessagePolicy", "File");
        Trees.text(
                container, "imagePullPolicy", pullPolicy(container.path("image").asString("")));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.path(probe) instanceof ObjectNode node) {
                probe(node);
            }
        }
        for (String hook : List.of("postStart", "preStop")) {
            if (container.path("lifecycle").path(hook).path("httpGet") instanceof ObjectNode get) {
                httpGet(get);
            }
        }
    }

    /// `Always` where the image's tag is `latest` or missing. Source: `parsers.ParseImageName`.
    private static String pullPolicy(String image) {
        if (!IMAGE.matcher(image).matches()) {
            return "IfNotPresent"; // upstream cannot tell its tag
        }
        boolean digest = image.contains("@");
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        boolean latest = colon < 0 ? !digest : last.substring(colon + 1).equals("latest");
        return latest ? "Always" : "IfNotPresent";
    }

    /// Amounts below a thousandth are rounded up to one.
    static void rounded(JsonNode amounts) {
        if (!(amounts instanceof ObjectNode object)) {
            return;
        }
        for (Map.Entry<String, JsonNode> amount : List.copyOf(object.properties())) {
            String text = amount.getValue().asString("");
            if (text.endsWith("u") || text.endsWith("n")) {
                object.put(
                        amount.getKey(),
                        Quantity.ofMilli(Quantity.parse(text).milli()).toString());
            }
        }
    }

    private static void probe(ObjectNode probe) {
        Trees.positive(probe, "timeoutSeconds", 1);
        Trees.positive(probe, "periodSeconds", 10);
        Trees.positive(probe, "successThreshold", 1);
        Trees.positive(probe, "failureThreshold", 3);
        if (probe.path("httpGet") instanceof ObjectNode get) {
            httpGet(get);
        }
        if (probe.path("grpc") instanceof ObjectNode grpc && !grpc.hasNonNull("service")) {
            grpc.put("service", "");
        }
    }

    private static void httpGet(ObjectNode get) {
        Trees.text(get, "path", "/");
        Trees.text(get, "scheme", "HTTP");
    }

    private static void volume(ObjectNode volume) {
        if ((volume.size() == 1 && volume.has("name")) || volume.isEmpty()) {
            volume.putObject("emptyDir");
        }
        for (String kind : List.of("secret", "configMap", "downwardAPI", "projected")) {
            if (volume.path(kind) instanceof ObjectNode source) {
                Trees.number(source, "defaultMode", FILE_MODE);
                fields(source);
            }
        }
        for (ObjectNode source : Trees.objects(volume.path("projected").path("sources"))) {
            if (source.path("serviceAccountToken") instanceof ObjectNode token) {
                Trees.number(token, "expirationSeconds", TOKEN_SECONDS);
            }
            if (source.path("downwardAPI") instanceof ObjectNode downward) {
                fields(downward);
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode path && !path.hasNonNull("type")) {
            path.put("type", "");
        }
        if (volume.path("ephemeral").path("volumeClaimTemplate").path("spec") instanceof ObjectNode claim) {
            Trees.text(claim, "volumeMode", "Filesystem");
        }
    }

    private static void fields(ObjectNode source) {
        for (ObjectNode item : Trees.objects(source.path("items"))) {
            if (item.path("fieldRef") instanceof ObjectNode field) {
                Trees.text(field, "apiVersion", "v1");
            }
        }
    }
}
