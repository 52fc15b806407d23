package dev.tidewright.apiserver.defaulting;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Defaults of what makes pods. Source: `pkg/apis/{apps,batch,autoscaling}/*/defaults.go` of Kubernetes 1.34.
final class WorkloadDefaults {
    private static final int HISTORY = 10;
    private static final int PROGRESS_SECONDS = 600;
    private static final int BACKOFF_LIMIT = 6;
    private static final int DEFAULT_CPU_UTILIZATION = 80;

    private WorkloadDefaults() {}

    static void deployment(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(spec, "template"));
        Trees.number(spec, "replicas", 1);
        ObjectNode strategy = Trees.object(spec, "strategy");
        Trees.text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = Trees.object(strategy, "rollingUpdate");
            shares(rolling, "25%");
        }
        Trees.number(spec, "revisionHistoryLimit", HISTORY);
        Trees.number(spec, "progressDeadlineSeconds", PROGRESS_SECONDS);
    }

    private static void shares(ObjectNode rolling, String share) {
        for (String field : List.of("maxUnavailable", "maxSurge")) {
            if (!rolling.hasNonNull(field)) {
                rolling.put(field, share);
            }
        }
    }

    static void statefulSet(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(spec, "template"));
        Trees.text(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = Trees.object(spec, "updateStrategy");
        if (strategy.path("type").asString("").isEmpty()) {
            strategy.put("type", "RollingUpdate");
            Trees.object(strategy, "rollingUpdate");
        }
        if (strategy.path("rollingUpdate") instanceof ObjectNode rolling) {
            Trees.number(rolling, "partition", 0);
        }
        ObjectNode retention = Trees.object(spec, "persistentVolumeClaimRetentionPolicy");
        Trees.text(retention, "whenDeleted", "Retain");
        Trees.text(retention, "whenScaled", "Retain");
        Trees.number(spec, "replicas", 1);
        Trees.number(spec, "revisionHistoryLimit", HISTORY);
        for (ObjectNode claim : Trees.objects(spec.path("volumeClaimTemplates"))) {
            Trees.text(claim, "apiVersion", "v1");
            Trees.text(claim, "kind", "PersistentVolumeClaim");
            Trees.text(Trees.object(claim, "spec"), "volumeMode", "Filesystem");
            Trees.text(Trees.object(claim, "status"), "phase", "Pending");
        }
    }

    static void daemonSet(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(spec, "template"));
        ObjectNode strategy = Trees.object(spec, "updateStrategy");
        Trees.text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = Trees.object(strategy, "rollingUpdate");
            Trees.number(rolling, "maxUnavailable", 1);
            Trees.number(rolling, "maxSurge", 0);
        }
        Trees.number(spec, "revisionHistoryLimit", HISTORY);
    }

    static void replicaSet(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(spec, "template"));
        Trees.number(spec, "replicas", 1);
    }

    static void replicationController(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        if (spec.path("template") instanceof ObjectNode template) {
            PodDefaults.template(template);
            JsonNode labels = template.path("metadata").path("labels");
            if (!labels.isEmpty() && spec.path("selector").isEmpty()) {
                spec.set("selector", labels.deepCopy());
            }
            ownLabels(object, labels);
        }
        Trees.number(spec, "replicas", 1);
    }

    private static void ownLabels(ObjectNode object, JsonNode labels) {
        ObjectNode metadata = Trees.object(object, "metadata");
        if (!labels.isEmpty() && metadata.path("labels").isEmpty()) {
            metadata.set("labels", labels.deepCopy());
        }
    }

    static void job(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(spec, "template"));
        if (!spec.hasNonNull("completions") && !spec.hasNonNull("parallelism")) {
            spec.put("completions", 1);
        }
        Trees.number(spec, "parallelism", 1);
        boolean perIndex = spec.hasNonNull("backoffLimitPerIndex");
        Trees.number(spec, "backoffLimit", perIndex ? Integer.MAX_VALUE : BACKOFF_LIMIT);
        ownLabels(object, spec.path("template").path("metadata").path("labels"));
        Trees.text(spec, "completionMode", "NonIndexed");
        Trees.truth(spec, "suspend", false);
        Trees.truth(spec, "manualSelector", false);
        Trees.text(spec, "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    }

    static void cronJob(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        PodDefaults.template(Trees.object(Trees.object(Trees.object(spec, "jobTemplate"), "spec"), "template"));
        Trees.text(spec, "concurrencyPolicy", "Allow");
        Trees.truth(spec, "suspend", false);
        Trees.number(spec, "successfulJobsHistoryLimit", 3);
        Trees.number(spec, "failedJobsHistoryLimit", 1);
    }

    /// Of `autoscaling/v2`.
    static void autoscaler(ObjectNode object) {
        ObjectNode spec = Trees.object(object, "spec");
        Trees.number(spec, "minReplicas", 1);
        if (spec.path("metrics").isEmpty()) {
            ObjectNode resource =
                    spec.putArray("metrics").addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .put("averageUtilization", DEFAULT_CPU_UTILIZATION);
        }
        if (spec.path("behavior") instanceof ObjectNode behavior) {
            ObjectNode up = Trees.object(behavior, "scaleUp");
            Trees.number(up, "stabilizationWindowSeconds", 0);
            rules(up, true);
            rules(Trees.object(behavior, "scaleDown"), false);
            GatedFields.dropTolerance(behavior);
        }
    }

    private static void rules(ObjectNode rules, boolean up) {
        Trees.text(rules, "selectPolicy", "Max");
        if (!rules.hasNonNull("policies")) {
            var policies = rules.putArray("policies");
            if (up) {
                policies.addObject().put("type", "Pods").put("value", 4).put("periodSeconds", 15);
            }
            policies.addObject().put("type", "Percent").put("value", 100).put("periodSeconds", 15);
        }
    }
}
