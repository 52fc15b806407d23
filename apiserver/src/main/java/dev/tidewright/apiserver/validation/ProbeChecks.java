package dev.tidewright.apiserver.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Probes and lifecycle hooks. Source: `validateProbe`, `validateHandler`.
///
/// @param graceSeconds of the pod
record ProbeChecks(Faults faults, long graceSeconds) {
    void probe(JsonNode probe, String path, boolean readiness) {
        handler(probe, path);
        for (String field : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            Checks.notNegative(faults, probe, field, path);
        }
        JsonNode grace = probe.path("terminationGracePeriodSeconds");
        if (grace.isNumber() && grace.asLong() <= 0) {
            faults.invalid(path + ".terminationGracePeriodSeconds", grace, "must be greater than 0");
        }
        if (!readiness && probe.path("successThreshold").asInt(1) != 1) {
            faults.invalid(path + ".successThreshold", probe.path("successThreshold"), "must be 1");
        }
    }

    void handler(JsonNode handler, String path) {
        int kinds = 0;
        for (String kind : List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep")) {
            if (!handler.has(kind)) {
                continue;
            }
            if (kinds++ > 0) {
                faults.forbidden(path + "." + kind, "may not specify more than 1 handler type");
            } else {
                action(kind, handler.path(kind), path + "." + kind);
            }
        }
        if (kinds == 0) {
            faults.required(path, "must specify a handler type");
        }
    }

    private void action(String kind, JsonNode action, String path) {
        switch (kind) {
            case "exec" -> {
                if (action.path("command").isEmpty()) {
                    faults.required(path + ".command", "");
                }
            }
            case "httpGet" -> http(action, path);
            case "tcpSocket", "grpc" -> Checks.port(faults, action.path("port"), path + ".port");
            default -> {
                long seconds = action.path("seconds").asLong(0);
                if (seconds < 0 || seconds > graceSeconds) {
                    faults.invalid(
                            path,
                            seconds,
                            "must be non-negative and less than terminationGracePeriodSeconds (" + graceSeconds + ")");
                }
            }
        }
    }

    private void http(JsonNode action, String path) {
        if (Checks.text(action, "path").isEmpty()) {
            faults.required(path + ".path", "");
        }
        Checks.port(faults, action.path("port"), path + ".port");
        Checks.oneOf(faults, action, "scheme", path, List.of("HTTP", "HTTPS"));
        for (JsonNode header : action.path("httpHeaders")) {
            if (!Checks.text(header, "name").matches("[-A-Za-z0-9]+")) {
                faults.invalid(
                        path + ".httpHeaders",
                        header.path("name"),
                        "a valid HTTP header must consist of alphanumeric characters"
                                + " or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");
            }
        }
    }
}
