package dev.tidewright.apiserver.tables;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Rows of what makes pods, and of their budgets. Source: `pkg/printers/internalversion` of Kubernetes 1.34.
final class WorkloadRows {
    private WorkloadRows() {}

    static void deployment(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode status = object.path("status");
        cells.name(object)
                .text(status.path("readyReplicas").asInt(0) + "/"
                        + spec.path("replicas").asInt(0))
                .number(status.path("updatedReplicas"))
                .number(status.path("availableReplicas"))
                .age(object)
                .containers(spec.path("template").path("spec"))
                .text(Selectors.text(spec.path("selector")));
    }

    static void replicaSet(Cells cells, JsonNode object) {
        counts(cells, object).text(Selectors.textOrNone(object.path("spec").path("selector")));
    }

    static void replicationController(Cells cells, JsonNode object) {
        counts(cells, object).text(Cells.labels(object.path("spec").path("selector")));
    }

    private static Cells counts(Cells cells, JsonNode object) {
        return cells.name(object)
                .number(object.path("spec").path("replicas"))
                .number(object.path("status").path("replicas"))
                .number(object.path("status").path("readyReplicas"))
                .age(object)
                .containers(object.path("spec").path("template").path("spec"));
    }

    static void statefulSet(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(object.path("status").path("readyReplicas").asInt(0) + "/"
                        + spec.path("replicas").asInt(0))
                .age(object)
                .containers(spec.path("template").path("spec"));
    }

    static void daemonSet(Cells cells, JsonNode object) {
        JsonNode status = object.path("status");
        JsonNode template = object.path("spec").path("template").path("spec");
        cells.name(object)
                .number(status.path("desiredNumberScheduled"))
                .number(status.path("currentNumberScheduled"))
                .number(status.path("numberReady"))
                .number(status.path("updatedNumberScheduled"))
                .number(status.path("numberAvailable"))
                .text(Cells.labels(template.path("nodeSelector")))
                .age(object)
                .containers(template)
                .text(Selectors.textOrNone(object.path("spec").path("selector")));
    }

    static void job(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(jobStatus(object))
                .text(completions(object))
                .text(duration(object.path("status"), cells.now()))
                .age(object)
                .containers(spec.path("template").path("spec"))
                .text(Selectors.textOrNone(spec.path("selector")));
    }

    private static String jobStatus(JsonNode job) {
        if (holds(job, "Complete")) {
            return "Complete";
        }
        if (holds(job, "Failed")) {
            return "Failed";
        }
        if (job.path("metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        for (String condition : new String[] {"Suspended", "FailureTarget", "SuccessCriteriaMet"}) {
            if (holds(job, condition)) {
                return condition;
            }
        }
        return "Running";
    }

    private static boolean holds(JsonNode job, String type) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }

    private static String completions(JsonNode job) {
        int succeeded = job.path("status").path("succeeded").asInt(0);
        JsonNode wanted = job.path("spec").path("completions");
        if (wanted.isNumber()) {
            return succeeded + "/" + wanted.asInt();
        }
        int parallel = job.path("spec").path("parallelism").asInt(0);
        return succeeded + "/1" + (parallel > 1 ? " of " + parallel : "");
    }

    private static String duration(JsonNode status, Instant now) {
        Instant end = Moments.of(status.path("completionTime")).orElse(now);
        return Moments.of(status.path("startTime"))
                .map(start -> Ages.human(Duration.between(start, end)))
                .orElse("");
    }

    static void cronJob(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode last = object.path("status").path("lastScheduleTime");
        JsonNode suspend = spec.path("suspend");
        cells.name(object)
                .text(spec.path("schedule"), "")
                .text(spec.path("timeZone"), Cells.NONE)
                .text(suspend.isBoolean() ? (suspend.asBoolean() ? "True" : "False") : Cells.UNSET)
                .number(object.path("status").path("active").size())
                .text(last.isString() ? cells.since(last) : Cells.NONE)
                .age(object)
                .containers(
                        spec.path("jobTemplate").path("spec").path("template").path("spec"))
                .text(Selectors.textOrNone(spec.path("jobTemplate").path("spec").path("selector")));
    }

    static void disruptionBudget(Cells cells, JsonNode object) {
        JsonNode spec = object.path("spec");
        cells.name(object)
                .text(spec.path("minAvailable"), "N/A")
                .text(spec.path("maxUnavailable"), "N/A")
                .number(object.path("status").path("disruptionsAllowed"))
                .age(object);
    }

    static void podTemplate(Cells cells, JsonNode object) {
        JsonNode template = object.path("template");
        cells.name(object)
                .containers(template.path("spec"))
                .text(Cells.labels(template.path("metadata").path("labels")));
    }

    static void controllerRevision(Cells cells, JsonNode object) {
        String controller = Cells.NONE;
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                controller = Owners.text(owner);
            }
        }
        cells.name(object).text(controller).number(object.path("revision")).age(object);
    }
}
