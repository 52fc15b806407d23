package dev.tidewright.apiserver.discovery;

import tools.jackson.databind.node.ObjectNode;

/// Which Kubernetes clients may take this server for: its build metadata says that it is none.
final class ServerVersion {
    private ServerVersion() {}

    static ObjectNode document() {
        return Nodes.object()
                .put("major", "1")
                .put("minor", "34")
                .put("emulationMajor", "1")
                .put("emulationMinor", "34")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "33")
                .put("gitVersion", "v1.34.4+tidewright")
                .put("gitCommit", "")
                .put("gitTreeState", "")
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "");
    }
}
