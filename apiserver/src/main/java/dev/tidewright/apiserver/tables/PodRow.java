package dev.tidewright.apiserver.tables;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// How a pod is told in one line: what its containers are at, how often they restarted.
/// Source: `printPod` in `pkg/printers/internalversion` of Kubernetes 1.34.
final class PodRow {
    private final JsonNode pod;
    private final JsonNode status;
    private int restarts;
    private int sidecarRestarts;
    private int ready;
    private int total;
    private Instant lastRestart = Instant.EPOCH;
    private Instant lastSidecarRestart = Instant.EPOCH;
    private String reason;

    private PodRow(JsonNode pod) {
        this.pod = pod;
        this.status = pod.path("status");
        this.reason = Cells.textOr(status.path("reason"), status.path("phase").asString(""));
    }

    static void fill(Cells cells, JsonNode pod) {
        var row = new PodRow(pod);
        row.look();
        String restarts = Integer.toString(row.restarts);
        if (row.restarts != 0 && row.lastRestart.isAfter(Instant.EPOCH)) {
            restarts += " (" + Ages.between(row.lastRestart, cells.now()) + " ago)";
        }
        JsonNode spec = pod.path("spec");
        cells.name(pod)
                .text(row.ready + "/" + row.total)
                .text(row.reason)
                .text(restarts)
                .age(pod)
                .text(row.status.path("podIPs").path(0).path("ip"), Cells.NONE)
                .text(spec.path("nodeName"), Cells.NONE)
                .text(row.status.path("nominatedNodeName"), Cells.NONE)
                .text(row.gates(spec.path("readinessGates")));
    }

    private void look() {
        JsonNode spec = pod.path("spec");
        total = spec.path("containers").size();
        for (JsonNode container : spec.path("initContainers")) {
            total += isSidecar(container) ? 1 : 0;
        }
        for (JsonNode condition : status.path("conditions")) {
            if (is(condition, "type", "PodScheduled") && is(condition, "reason", "SchedulingGated")) {
                reason = "SchedulingGated";
            }
        }
        boolean initializing = initContainers();
        if (!initializing || condition("Initialized")) {
            containers();
        }
        deletion();
    }

    /// @return whether one of them still runs or has failed
    private boolean initContainers() {
        JsonNode statuses = status.path("initContainerStatuses");
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode container = statuses.get(i);
            boolean sidecar = isSidecar(declared(container.path("name").asString("")));
            count(container, sidecar);
            if (container.path("state").path("terminated").path("exitCode").asInt(-1) == 0) {
                continue;
            }
            if (sidecar && container.path("started").asBoolean(false)) {
                ready += container.path("ready").asBoolean(false) ? 1 : 0;
                continue;
            }
            reason = "Init:" + initReason(container.path("state"), i);
            return true;
        }
        return false;
    }

    private void count(JsonNode container, boolean sidecar) {
        int times = container.path("restartCount").asInt(0);
        restarts += times;
        lastRestart = later(lastRestart, container);
        if (sidecar) {
            sidecarRestarts += times;
            lastSidecarRestart = later(lastSidecarRestart, container);
        }
    }

    private String initReason(JsonNode state, int index) {
        JsonNode terminated = state.path("terminated");
        if (terminated.isObject()) {
            return exit(terminated);
        }
        String waiting = state.path("waiting").path("reason").asString("");
        return waiting.isEmpty() || waiting.equals("PodInitializing")
                ? index + "/" + pod.path("spec").path("initContainers").size()
                : waiting;
    }

    private static String exit(JsonNode terminated) {
        String reason = terminated.path("reason").asString("");
        if (!reason.isEmpty()) {
            return reason;
        }
        int signal = terminated.path("signal").asInt(0);
        return signal == 0 ? "ExitCode:" + terminated.path("exitCode").asInt(0) : "Signal:" + signal;
    }

    private void containers() {
        restarts = sidecarRestarts;
        lastRestart = lastSidecarRestart;
        boolean running = false;
        JsonNode statuses = status.path("containerStatuses");
        for (int i = statuses.size() - 1; i >= 0; i--) {
            JsonNode container = statuses.get(i);
            JsonNode state = container.path("state");
            restarts += container.path("restartCount").asInt(0);
            lastRestart = later(lastRestart, container);
            String waiting = state.path("waiting").path("reason").asString("");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.has("terminated")) {
                reason = exit(state.path("terminated"));
            } else if (container.path("ready").asBoolean(false) && state.has("running")) {
                running = true;
                ready++;
            }
        }
        if (reason.equals("Completed") && running) {
            reason = condition("Ready") ? "Running" : "NotReady";
        }
    }

    private void deletion() {
        if (!pod.path("metadata").has("deletionTimestamp")) {
            return;
        }
        String phase = status.path("phase").asString("");
        if (is(status, "reason", "NodeLost")) {
            reason = "Unknown";
        } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
            reason = "Terminating";
        }
    }

    private String gates(JsonNode gates) {
        if (gates.isEmpty()) {
            return Cells.NONE;
        }
        long open = gates.valueStream()
                .filter(gate -> condition(gate.path("conditionType").asString("")))
                .count();
        return open + "/" + gates.size();
    }

    private boolean condition(String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (is(condition, "type", type)) {
                return is(condition, "status", "True");
            }
        }
        return false;
    }

    private JsonNode declared(String name) {
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            if (is(container, "name", name)) {
                return container;
            }
        }
        return pod.path("none");
    }

    private static boolean isSidecar(JsonNode container) {
        return is(container, "restartPolicy", "Always");
    }

    private static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asString("").equals(value);
    }

    private static Instant later(Instant known, JsonNode container) {
        JsonNode finished = container.path("lastState").path("terminated").path("finishedAt");
        return Moments.of(finished).filter(time -> time.isAfter(known)).orElse(known);
    }
}
