package dev.tidewright.apiserver.tables;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Rows of nodes, namespaces and what rules them. Source: `pkg/printers/internalversion` of Kubernetes 1.34.
final class ClusterRows {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";

    private ClusterRows() {}

    static void node(Cells cells, JsonNode object) {
        JsonNode info = object.path("status").path("nodeInfo");
        TreeSet<String> roles = new TreeSet<>();
        for (Map.Entry<String, JsonNode> label :
                object.path("metadata").path("labels").properties()) {
            if (label.getKey().startsWith(ROLE_PREFIX)) {
                roles.add(label.getKey().substring(ROLE_PREFIX.length()));
            } else if (label.getKey().equals("kubernetes.io/role")) {
                roles.add(label.getValue().asString(""));
            }
        }
        roles.remove("");
        cells.name(object)
                .text(nodeStatus(object))
                .text(roles.isEmpty() ? Cells.NONE : String.join(",", roles))
                .age(object)
                .text(info.path("kubeletVersion"), "")
                .text(address(object, "InternalIP"))
                .text(address(object, "ExternalIP"))
                .text(info.path("osImage"), Cells.UNKNOWN)
                .text(info.path("kernelVersion"), Cells.UNKNOWN)
                .text(info.path("containerRuntimeVersion"), Cells.UNKNOWN);
    }

    private static String nodeStatus(JsonNode node) {
        String status = "Unknown";
        for (JsonNode condition : node.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                status = condition.path("status").asString("").equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.path("spec").path("unschedulable").asBoolean(false) ? status + ",SchedulingDisabled" : status;
    }

    private static String address(JsonNode node, String type) {
        for (JsonNode address : node.path("status").path("addresses")) {
            if (address.path("type").asString("").equals(type)) {
                return address.path("address").asString("");
            }
        }
        return Cells.NONE;
    }

    static void namespace(Cells cells, JsonNode object) {
        cells.name(object).text(object.path("status").path("phase"), "").age(object);
    }

    static void configMap(Cells cells, JsonNode object) {
        cells.name(object)
                .number(object.path("data").size() + object.path("binaryData").size())
                .age(object);
    }

    static void secret(Cells cells, JsonNode object) {
        cells.name(object)
                .text(object.path("type"), "")
                .number(object.path("data").size())
                .age(object);
    }

    static void serviceAccount(Cells cells, JsonNode object) {
        cells.name(object).number(object.path("secrets").size()).age(object);
    }

    static void priorityClass(Cells cells, JsonNode object) {
        cells.name(object)
                .number(object.path("value"))
                .truth(object.path("globalDefault"), false)
                .age(object)
                .text(object.path("preemptionPolicy"), "");
    }

    static void resourceQuota(Cells cells, JsonNode object) {
        JsonNode hard = object.path("status").path("hard");
        StringBuilder requests = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        for (String resource : new TreeSet<>(hard.propertyNames())) {
            StringBuilder column = resource.startsWith("limits.") ? limits : requests;
            String used = Cells.textOr(object.path("status").path("used").path(resource), "0");
            column.append(column.isEmpty() ? "" : ", ")
                    .append(resource)
                    .append(": ")
                    .append(used)
                    .append('/')
                    .append(hard.path(resource).asString("0"));
        }
        cells.name(object).text(requests.toString()).text(limits.toString()).age(object);
    }

    static void lease(Cells cells, JsonNode object) {
        cells.name(object).text(object.path("spec").path("holderIdentity"), "").age(object);
    }

    static void binding(Cells cells, JsonNode object) {
        JsonNode role = object.path("roleRef");
        cells.name(object)
                .text(role.path("kind").asString("") + "/" + role.path("name").asString(""))
                .age(object)
                .text(subjects(object, "User"))
                .text(subjects(object, "Group"))
                .text(subjects(object, "ServiceAccount"));
    }

    private static String subjects(JsonNode binding, String kind) {
        StringBuilder text = new StringBuilder();
        for (JsonNode subject : binding.path("subjects")) {
            if (subject.path("kind").asString("").equals(kind)) {
                text.append(text.isEmpty() ? "" : ", ");
                if (kind.equals("ServiceAccount")) {
                    text.append(subject.path("namespace").asString("")).append('/');
                }
                text.append(subject.path("name").asString(""));
            }
        }
        return text.toString();
    }

    static void apiService(Cells cells, JsonNode object) {
        JsonNode service = object.path("spec").path("service");
        String status = "Unknown";
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Available")) {
                status = condition.path("status").asString("");
                String reason = condition.path("reason").asString("");
                status += status.equals("True") || reason.isEmpty() ? "" : " (" + reason + ")";
            }
        }
        cells.name(object)
                .text(
                        service.isObject()
                                ? service.path("namespace").asString("") + "/"
                                        + service.path("name").asString("")
                                : "Local")
                .text(status)
                .age(object);
    }

    static void webhooks(Cells cells, JsonNode object) {
        cells.name(object).number(object.path("webhooks").size()).age(object);
    }

    static void runtimeClass(Cells cells, JsonNode object) {
        cells.name(object).text(object.path("handler"), "").age(object);
    }

    static void certificateRequest(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode seconds = spec.path("expirationSeconds");
        cells.name(object)
                .age(object)
                .text(spec.path("signerName"), Cells.NONE)
                .text(spec.path("username"), "")
                .text(seconds.isNumber() ? Ages.human(Duration.ofSeconds(seconds.asLong())) : Cells.NONE)
                .text(approval(object.path("status")));
    }

    private static String approval(JsonNode status) {
        TreeSet<String> types = new TreeSet<>();
        status.path("conditions")
                .forEach(condition -> types.add(condition.path("type").asString("")));
        String text = types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
        return text
                + (types.contains("Failed") ? ",Failed" : "")
                + (status.path("certificate").asString("").isEmpty() ? "" : ",Issued");
    }
}
