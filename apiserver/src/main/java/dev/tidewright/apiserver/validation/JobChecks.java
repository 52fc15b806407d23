package dev.tidewright.apiserver.validation;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Jobs and what starts them by the clock. Source: `pkg/apis/batch/validation` of Kubernetes 1.34.
final class JobChecks {
    private static final int NAME_LENGTH = 52;
    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 6};
    private static final List<List<String>> WORDS = List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    private JobChecks() {}

    static void job(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path("selector");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        if (!selector.isObject()) {
            faults.required("spec.selector", "");
        } else {
            Checks.selector(faults, selector, "spec.selector");
            generated(faults, spec, object.path("metadata"));
        }
        spec(faults, spec, "spec");
        if (!selector.isObject() || !Checks.selects(selector, labels)) {
            faults.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }
    }

    private static void generated(Faults faults, JsonNode spec, JsonNode metadata) {
        JsonNode selector = spec.path("selector");
        JsonNode labels = selector.path("matchLabels");
        JsonNode pods = spec.path("template").path("metadata").path("labels");
        String label = "batch.kubernetes.io/controller-uid";
        boolean own = labels.size() == 1
                && labels.path(label).equals(pods.path(label))
                && selector.path("matchExpressions").isEmpty();
        String name = Checks.text(metadata, "name");
        for (String key : List.of("job-name", "batch.kubernetes.io/job-name")) {
            if (pods.has(key) && !pods.path(key).asString("").equals(name) && !isManual(spec)) {
                faults.invalid("spec.template.metadata.labels[" + key + "]", sorted(pods), "must be '" + name + "'");
            }
        }
        if (!own && !isManual(spec)) {
            faults.invalid("spec.selector", selector, "`selector` not auto-generated");
        }
    }

    private static JsonNode sorted(JsonNode labels) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        new TreeSet<>(labels.propertyNames()).forEach(name -> sorted.set(name, labels.path(name)));
        return sorted;
    }

    private static boolean isManual(JsonNode spec) {
        return spec.path("manualSelector").asBoolean(false);
    }

    private static void spec(Faults faults, JsonNode spec, String path) {
        for (String field : List.of(
                "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished")) {
            Checks.notNegative(faults, spec, field, path);
        }
        if (spec.has("completionMode")) {
            String mode = Checks.text(spec, "completionMode");
            Checks.oneOf(faults, spec, "completionMode", path, List.of("NonIndexed", "Indexed"));
            if (mode.equals("Indexed") && !spec.has("completions")) {
                faults.required(path + ".completions", "when completion mode is Indexed");
            }
        }
        boolean indexed = Checks.text(spec, "completionMode").equals("Indexed");
        if (spec.hasNonNull("backoffLimitPerIndex") && !indexed) {
            faults.invalid(
                    path + ".backoffLimitPerIndex",
                    spec.path("backoffLimitPerIndex"),
                    "requires indexed completion mode");
        }
        if (spec.has("podReplacementPolicy")) {
            Checks.oneOf(faults, spec, "podReplacementPolicy", path, List.of("Failed", "TerminatingOrFailed"));
        }
        JsonNode template = spec.path("template");
        WorkloadChecks.podTemplate(faults, template, path + ".template");
        String restart = Checks.text(template.path("spec"), "restartPolicy");
        String at = path + ".template.spec.restartPolicy";
        if (restart.isEmpty() || restart.equals("Always")) {
            faults.required(at, "valid values: \"OnFailure\", \"Never\"");
        } else if (!restart.equals("OnFailure") && !restart.equals("Never")) {
            faults.unsupported(at, restart, List.of("OnFailure", "Never"));
        }
    }

    static void cronJob(Faults faults, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (Checks.text(spec, "schedule").isEmpty()) {
            faults.required("spec.schedule", "");
        } else if (Checks.text(spec, "schedule").contains("TZ")) {
            faults.invalid(
                    "spec.schedule",
                    spec.path("schedule"),
                    "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else {
            schedule(Checks.text(spec, "schedule"))
                    .forEach(fault -> faults.invalid("spec.schedule", spec.path("schedule"), fault));
        }
        Checks.notNegative(faults, spec, "startingDeadlineSeconds", "spec");
        if (spec.has("timeZone")) {
            timeZone(faults, spec.path("timeZone"));
        }
        Checks.oneOf(faults, spec, "concurrencyPolicy", "spec", List.of("Allow", "Forbid", "Replace"));
        JsonNode jobs = spec.path("jobTemplate").path("spec");
        if (jobs.path("manualSelector").asBoolean(false)) {
            faults.unsupported(
                    "spec.jobTemplate.spec.manualSelector", jobs.path("manualSelector"), List.of("nil", "false"));
        }
        spec(faults, jobs, "spec.jobTemplate.spec");
        Checks.notNegative(faults, spec, "successfulJobsHistoryLimit", "spec");
        Checks.notNegative(faults, spec, "failedJobsHistoryLimit", "spec");
        JsonNode name = object.path("metadata").path("name");
        if (name.asString("").length() > NAME_LENGTH) {
            faults.invalid("metadata.name", name, "must be no more than " + NAME_LENGTH + " characters");
        }
    }

    private static void timeZone(Faults faults, JsonNode zone) {
        String name = zone.asString("");
        if (name.isEmpty()) {
            faults.invalid("spec.timeZone", zone, "timeZone must be nil or non-empty string");
            return;
        }
        if (name.equalsIgnoreCase("Local")) {
            faults.invalid(
                    "spec.timeZone",
                    zone,
                    "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
            return;
        }
        try {
            if (!ZoneId.of(name).getId().equals(name)) {
                faults.invalid("spec.timeZone", zone, "unknown time zone " + name);
            }
        } catch (DateTimeException e) {
            faults.invalid("spec.timeZone", zone, "unknown time zone " + name);
        }
    }

    /// Source: `github.com/robfig/cron`, the standard five fields and its descriptors.
    static List<String> schedule(String schedule) {
        if (schedule.startsWith("@")) {
            boolean known = List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
                            .contains(schedule)
                    || schedule.startsWith("@every ");
            return known ? List.of() : List.of("unrecognized descriptor: " + schedule);
        }
        String text = schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")
                ? schedule.substring(schedule.indexOf(' ') + 1).strip()
                : schedule.strip();
        String[] fields = text.split("\\s+");
        if (fields.length != LOWEST.length) {
            return List.of(
                    "expected exactly 5 fields, found " + fields.length + ": [" + String.join(" ", fields) + "]");
        }
        for (int i = 0; i < fields.length; i++) {
            for (String part : fields[i].split(",")) {
                String fault = range(part, i);
                if (!fault.isEmpty()) {
                    return List.of(fault);
                }
            }
        }
        return List.of();
    }

    private static String range(String part, int field) {
        String[] step = part.split("/", -1);
        if (step.length > 2) {
            return "too many slashes: " + part;
        }
        if (step.length == 2 && number(step[1], field) == 0) {
            return "step of range should be a positive number: " + part;
        }
        if (step[0].equals("*") || step[0].equals("?")) {
            return step.length == 2 && number(step[1], field) < 0 ? unreadable(step[1]) : "";
        }
        String[] ends = step[0].split("-", -1);
        if (ends.length > 2) {
            return "too many hyphens: " + part;
        }
        int from = number(ends[0], field);
        int to = number(ends[ends.length - 1], field);
        if (from < 0 || to < 0) {
            return unreadable(from < 0 ? ends[0] : ends[ends.length - 1]);
        }
        if (from < LOWEST[field]) {
            return "beginning of range (" + from + ") below minimum (" + LOWEST[field] + "): " + part;
        }
        if (to > HIGHEST[field]) {
            return "end of range (" + to + ") above maximum (" + HIGHEST[field] + "): " + part;
        }
        return from > to ? "beginning of range (" + from + ") beyond end of range (" + to + "): " + part : "";
    }

    private static String unreadable(String text) {
        return "failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text + "\": invalid syntax";
    }

    /// -1 where it is none.
    private static int number(String text, int field) {
        int word = WORDS.get(field).indexOf(text.toLowerCase(Locale.ROOT));
        if (word >= 0) {
            return word + LOWEST[field];
        }
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }
}
