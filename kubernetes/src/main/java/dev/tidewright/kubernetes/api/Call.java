package dev.tidewright.kubernetes.api;

import tools.jackson.databind.JsonNode;

/// One request.
///
/// @param path      from the API server's root, with its query
/// @param body      as it goes over the wire; empty for none
/// @param mediaType of the body
public record Call(String method, String path, String body, String mediaType) {
    private static final String JSON = "application/json";

    public static Call get(String path) {
        return new Call("GET", path, "", JSON);
    }

    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, body.toString(), JSON);
    }

    public static Call put(String path, JsonNode body) {
        return new Call("PUT", path, body.toString(), JSON);
    }

    /// Merges `body` into the object: what it names is replaced, what it names null is removed (RFC 7386).
    public static Call merge(String path, JsonNode body) {
        return new Call("PATCH", path, body.toString(), "application/merge-patch+json");
    }

    /// The same, but lists of things that have names are merged by name (Kubernetes' strategic merge patch).
    public static Call strategic(String path, JsonNode body) {
        return new Call("PATCH", path, body.toString(), "application/strategic-merge-patch+json");
    }

    public static Call delete(String path, JsonNode options) {
        return new Call("DELETE", path, options.toString(), JSON);
    }

    public boolean isWrite() {
        return !method.equals("GET");
    }
}
