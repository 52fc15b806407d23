package dev.tidewright.apiserver.validation;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What makes pods from a template. Source: `pkg/apis/apps/validation` of Kubernetes 1.34.
final class WorkloadChecks {
    private static final String MISMATCH = "`selector` does not match template `labels`";

    private static final List<String> RETENTIONS = List.of("Retain", "Delete");

    private WorkloadChecks() {}

    static void deployment(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        Checks.notNegative(faults, spec, "replicas", "spec");
        selector(faults, spec, "deployment");
        template(faults, spec, true);
        deploymentStrategy(faults, spec.path("strategy"));
        Checks.notNegative(faults, spec, "minReadySeconds", "spec");
        Checks.notNegative(faults, spec, "revisionHistoryLimit", "spec");
        JsonNode deadline = spec.path("progressDeadlineSeconds");
        if (deadline.isNumber()) {
            Checks.notNegative(faults, spec, "progressDeadlineSeconds", "spec");
            if (deadline.asLong() <= spec.path("minReadySeconds").asLong(0)) {
                faults.invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
            }
        }
    }

    static void selector(Faults faults, JsonNode spec, String kind) {
        JsonNode selector = spec.path("selector");
        if (!selector.isObject()) {
            faults.required("spec.selector", "");
            return;
        }
        Checks.selector(faults, selector, "spec.selector");
        if (!Checks.isSelecting(selector)) {
            faults.invalid("spec.selector", selector, "empty selector is invalid for " + kind);
        }
    }

    /// @param counted whether a selector that is no selector is complained about here
    static void template(Faults faults, JsonNode spec, boolean counted) {
        JsonNode template = spec.path("template");
        JsonNode selector = spec.path("selector");
        JsonNode labels = template.path("metadata").path("labels");
        if (counted && !isReadable(selector)) {
            faults.invalid("spec.selector", selector, "invalid label selector");
        } else if (!isOf(selector, labels)) {
            faults.invalid("spec.template.metadata.labels", labels, MISMATCH);
        }
        podTemplate(faults, template, "spec.template");
        JsonNode restart = template.path("spec").path("restartPolicy");
        if (!restart.asString("").equals("Always")) {
            faults.unsupported("spec.template.spec.restartPolicy", restart, List.of("Always"));
        }
        if (template.path("spec").has("activeDeadlineSeconds")) {
            faults.forbidden(
                    "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    /// Whether a selector selects labels; an empty one is complained about elsewhere.
    private static boolean isOf(JsonNode selector, JsonNode labels) {
        return selector.isObject() && (!Checks.isSelecting(selector) || Checks.selects(selector, labels));
    }

    private static boolean isReadable(JsonNode selector) {
        var trial = new Faults();
        Checks.selector(trial, selector, "");
        return trial.isEmpty();
    }

    static void podTemplate(Faults faults, JsonNode template, String path) {
        Checks.labels(faults, template.path("metadata").path("labels"), path + ".labels");
        PodChecks.spec(faults, template.path("spec"), path + ".spec");
        if (template.path("spec").has("ephemeralContainers")) {
            faults.forbidden(path + ".spec.ephemeralContainers", "ephemeral containers not allowed in pod template");
        }
    }

    private static void deploymentStrategy(Faults faults, JsonNode strategy) {
        String path = "spec.strategy";
        String type = Checks.text(strategy, "type");
        switch (type) {
            case "Recreate" -> {
                if (Checks.has(strategy, "rollingUpdate")) {
                    faults.forbidden(
                            path + ".rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> rolling(faults, strategy.path("rollingUpdate"), path + ".rollingUpdate");
            default -> faults.unsupported(path, shown(strategy), List.of("Recreate", "RollingUpdate"));
        }
    }

    private static void rolling(Faults faults, JsonNode rolling, String path) {
        JsonNode unavailable = rolling.path("maxUnavailable");
        JsonNode surge = rolling.path("maxSurge");
        Checks.share(faults, unavailable, path + ".maxUnavailable", false);
        Checks.share(faults, surge, path + ".maxSurge", false);
        if (Checks.isNone(unavailable) && Checks.isNone(surge)) {
            faults.invalid(path + ".maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0");
        }
        if (unavailable.isString() && Formats.percent(unavailable.asString()).isEmpty()) {
            Checks.share(faults, unavailable, path + ".maxUnavailable", true);
        }
    }

    /// A strategy as upstream's internal structure.
    private static ObjectNode shown(JsonNode strategy) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("Type", Checks.text(strategy, "type"));
        shown.set(
                "RollingUpdate",
                Checks.has(strategy, "rollingUpdate")
                        ? strategy.get("rollingUpdate")
                        : JsonNodeFactory.instance.nullNode());
        return shown;
    }

    private static ObjectNode shownRolling(JsonNode rolling) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set("Partition", rolling.path("partition"));
        shown.set(
                "MaxUnavailable",
                rolling.has("maxUnavailable") ? rolling.get("maxUnavailable") : JsonNodeFactory.instance.nullNode());
        return shown;
    }

    static void statefulSet(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        String management = Checks.text(spec, "podManagementPolicy");
        if (!List.of("OrderedReady", "Parallel").contains(management)) {
            faults.invalid("spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'");
        }
        JsonNode strategy = spec.path("updateStrategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        switch (Checks.text(strategy, "type")) {
            case "OnDelete" -> {
                if (rolling.isObject()) {
                    faults.invalid(
                            "spec.updateStrategy.rollingUpdate",
                            shownRolling(rolling),
                            "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> {
                Checks.notNegative(faults, rolling, "partition", "spec.updateStrategy.rollingUpdate");
                Checks.share(
                        faults,
                        rolling.path("maxUnavailable"),
                        "spec.updateStrategy.rollingUpdate.maxUnavailable",
                        true);
            }
            default -> faults.invalid("spec.updateStrategy", shown(strategy), "must be 'RollingUpdate' or 'OnDelete'");
        }
        for (String when : List.of("whenDeleted", "whenScaled")) {
            JsonNode retention = spec.path("persistentVolumeClaimRetentionPolicy");
            Checks.oneOf(faults, retention, when, "spec.persistentVolumeClaimRetentionPolicy", RETENTIONS);
        }
        Checks.notNegative(faults, spec, "replicas", "spec");
        Checks.notNegative(faults, spec, "minReadySeconds", "spec");
        Checks.notNegative(faults, spec.path("ordinals"), "start", "spec.ordinals");
        String service = Checks.text(spec, "serviceName");
        if (!service.isEmpty()) {
            Checks.all(faults, "spec.serviceName", service, Formats.label(service));
        }
        selector(faults, spec, "statefulset");
        template(faults, withClaims(spec), false);
        JsonNode claims = spec.path("volumeClaimTemplates");
        for (int i = 0; i < claims.size(); i++) {
            StorageChecks.claim(faults, claims.get(i).path("spec"), "spec.volumeClaimTemplates[" + i + "].spec");
        }
    }

    /// The spec with its claim templates as volumes of its pods, in place of volumes of the same name.
    private static JsonNode withClaims(JsonNode spec) {
        if (spec.path("volumeClaimTemplates").isEmpty()
                || !(spec.path("template").path("spec") instanceof ObjectNode)) {
            return spec;
        }
        JsonNode copy = spec.deepCopy();
        ObjectNode pod = (ObjectNode) copy.path("template").path("spec");
        ArrayNode volumes = pod.path("volumes") instanceof ArrayNode given ? given : pod.putArray("volumes");
        for (JsonNode claim : spec.path("volumeClaimTemplates")) {
            JsonNode name = claim.path("metadata").path("name");
            volumes.removeIf(volume -> volume.path("name").equals(name));
            ObjectNode volume = volumes.addObject();
            volume.set("name", name);
            volume.putObject("persistentVolumeClaim").set("claimName", name);
        }
        return copy;
    }

    static void daemonSet(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (spec.path("selector").isObject()) {
            Checks.selector(faults, spec.path("selector"), "spec.selector");
        }
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        boolean selected = spec.path("selector").isObject() && Checks.selects(spec.path("selector"), labels);
        if (!selected) {
            faults.invalid("spec.template.metadata.labels", labels, MISMATCH);
        }
        if (spec.path("selector").isObject() && !Checks.isSelecting(spec.path("selector"))) {
            faults.invalid("spec.selector", spec.path("selector"), "empty selector is invalid for daemonset");
        }
        podTemplate(faults, spec.path("template"), "spec.template");
        JsonNode restart = spec.path("template").path("spec").path("restartPolicy");
        if (!restart.asString("").equals("Always")) {
            faults.unsupported("spec.template.spec.restartPolicy", restart, List.of("Always"));
        }
        if (spec.path("template").path("spec").has("activeDeadlineSeconds")) {
            faults.forbidden(
                    "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in DaemonSet is not Supported");
        }
        Checks.notNegative(faults, spec, "minReadySeconds", "spec");
        daemonStrategy(faults, spec.path("updateStrategy"));
        Checks.notNegative(faults, spec, "revisionHistoryLimit", "spec");
    }

    private static void daemonStrategy(Faults faults, JsonNode strategy) {
        String path = "spec.updateStrategy.rollingUpdate";
        switch (Checks.text(strategy, "type")) {
            case "OnDelete" -> {}
            case "RollingUpdate" -> {
                JsonNode rolling = strategy.path("rollingUpdate");
                JsonNode unavailable = rolling.path("maxUnavailable");
                JsonNode surge = rolling.path("maxSurge");
                Checks.share(faults, unavailable, path + ".maxUnavailable", true);
                Checks.share(faults, surge, path + ".maxSurge", true);
                boolean surges = !surge.isMissingNode() && !Checks.isNone(surge);
                if (surges && !Checks.isNone(unavailable)) {
                    faults.invalid(path + ".maxSurge", surge, "may not be set when maxUnavailable is non-zero");
                } else if (!surges && isNothing(unavailable)) {
                    faults.required(path + ".maxUnavailable", "cannot be 0 when maxSurge is 0");
                }
            }
            default -> faults.unsupported("spec.updateStrategy", shown(strategy), List.of("RollingUpdate", "OnDelete"));
        }
    }

    /// Whether a share comes to nothing; one that cannot be read does.
    private static boolean isNothing(JsonNode share) {
        boolean unreadable =
                share.isString() && !Formats.percent(share.asString()).isEmpty();
        return unreadable || Checks.isNone(share);
    }

    static void replicaSet(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        Checks.notNegative(faults, spec, "replicas", "spec");
        Checks.notNegative(faults, spec, "minReadySeconds", "spec");
        selector(faults, spec, "replicaset");
        template(faults, spec, false);
    }

    static void replicationController(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        Checks.notNegative(faults, spec, "minReadySeconds", "spec");
        if (spec.path("selector").isEmpty()) {
            faults.required("spec.selector", "");
        }
        Checks.notNegative(faults, spec, "replicas", "spec");
        if (!spec.path("template").isObject()) {
            faults.required("spec.template", "");
            return;
        }
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        for (Map.Entry<String, JsonNode> wanted : spec.path("selector").properties()) {
            if (!labels.path(wanted.getKey()).equals(wanted.getValue())) {
                faults.invalid("spec.template.metadata.labels", labels, MISMATCH);
                break;
            }
        }
        podTemplate(faults, spec.path("template"), "spec.template");
    }

    static void disruptionBudget(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (Checks.has(spec, "minAvailable") && Checks.has(spec, "maxUnavailable")) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            for (String field : List.of("minAvailable", "selector", "maxUnavailable", "unhealthyPodEvictionPolicy")) {
                String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
                shown.set(name, spec.has(field) ? spec.get(field) : JsonNodeFactory.instance.nullNode());
            }
            faults.invalid("spec", shown, "minAvailable and maxUnavailable cannot be both set");
        }
        for (String field : List.of("minAvailable", "maxUnavailable")) {
            Checks.share(faults, spec.path(field), "spec." + field, true);
        }
        Checks.selector(faults, spec.path("selector"), "spec.selector");
        if (spec.has("unhealthyPodEvictionPolicy")) {
            Checks.oneOf(faults, spec, "unhealthyPodEvictionPolicy", "spec", List.of("AlwaysAllow", "IfHealthyBudget"));
        }
    }
}
