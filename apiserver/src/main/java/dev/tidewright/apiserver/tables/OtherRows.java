package dev.tidewright.apiserver.tables;

import tools.jackson.databind.JsonNode;

/// Rows of kinds that have no words of their own, of the metrics API and of flow control.
final class OtherRows {
    private OtherRows() {}

    /// `Name` and `Created At`, the second as a time rather than an age.
    static void createdAt(Cells cells, JsonNode object) {
        cells.name(object).text(object.path("metadata").path("creationTimestamp"), "");
    }

    static void componentStatus(Cells cells, JsonNode object) {
        JsonNode healthy = object.path("none");
        for (JsonNode condition : object.path("conditions")) {
            healthy = condition.path("type").asString("").equals("Healthy") ? condition : healthy;
        }
        String status = healthy.path("status").asString("").equals("True") ? "Healthy" : "Unhealthy";
        cells.name(object)
                .text(healthy.isMissingNode() ? "Unknown" : status)
                .text(healthy.path("message"), "")
                .text(healthy.path("error"), "");
    }

    static void nameAndAge(Cells cells, JsonNode object) {
        cells.name(object).age(object);
    }

    /// Source: metrics-server's table. Usage of a pod is that of all its containers.
    static void metrics(Cells cells, JsonNode object) {
        JsonNode usage = object.path("usage");
        long milliCpu = 0;
        long bytes = 0;
        for (JsonNode container : object.path("containers")) {
            milliCpu += Amounts.milli(container.path("usage").path("cpu"));
            bytes += Amounts.whole(container.path("usage").path("memory"));
        }
        if (usage.isObject()) {
            milliCpu = Amounts.milli(usage.path("cpu"));
            bytes = Amounts.whole(usage.path("memory"));
        }
        cells.name(object).text(milliCpu + "m").text(bytes / 1024 + "Ki").text(object.path("window"), "");
    }

    static void flowSchema(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        String dangling = "?";
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Dangling")) {
                dangling = condition.path("status").asString("");
            }
        }
        cells.name(object)
                .text(spec.path("priorityLevelConfiguration").path("name"), "")
                .number(spec.path("matchingPrecedence"))
                .text(spec.path("distinguisherMethod").path("type"), Cells.NONE)
                .age(object)
                .text(dangling);
    }

    static void priorityLevel(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode limited = spec.path("limited");
        JsonNode queuing = limited.path("limitResponse").path("queuing");
        cells.name(object).text(spec.path("type"), "");
        for (JsonNode number : new JsonNode[] {
            limited.path("nominalConcurrencyShares"),
            queuing.path("queues"),
            queuing.path("handSize"),
            queuing.path("queueLengthLimit")
        }) {
            if (number.isNumber()) {
                cells.number(number);
            } else {
                cells.text(Cells.NONE);
            }
        }
        cells.age(object);
    }

    static void resourceClaim(Cells cells, JsonNode object) {
        boolean deleted = object.path("metadata").has("deletionTimestamp");
        JsonNode status = object.path("status");
        String state = status.has("allocation")
                ? (deleted ? "deleted,allocated" : "allocated")
                        + (status.path("reservedFor").isEmpty() ? "" : ",reserved")
                : deleted ? "deleted" : "pending";
        cells.name(object).text(state).age(object);
    }

    static void resourceSlice(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(spec.path("nodeName"), "")
                .text(spec.path("driver"), "")
                .text(spec.path("pool").path("name"), "")
                .age(object);
    }

    static void admissionPolicy(Cells cells, JsonNode object) {
        JsonNode kind = object.path("spec").path("paramKind");
        cells.name(object)
                .number(object.path("spec").path("validations").size())
                .text(
                        kind.isObject()
                                ? kind.path("apiVersion").asString("") + "/"
                                        + kind.path("kind").asString("")
                                : Cells.UNSET)
                .age(object);
    }

    static void admissionPolicyBinding(Cells cells, JsonNode object) {
        JsonNode parameters = object.path("spec").path("paramRef");
        String name = parameters.path("name").asString("");
        cells.name(object)
                .text(object.path("spec").path("policyName"), "")
                .text(name.isEmpty() ? Cells.UNSET : Cells.textOr(parameters.path("namespace"), "*") + "/" + name)
                .age(object);
    }
}
