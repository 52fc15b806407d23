package dev.tidewright.apiserver.schemas;

import tools.jackson.databind.JsonNode;

/// Which single values a place takes.
public enum Scalar {
    NONE,
    TEXT,
    NUMBER,
    BOOLEAN,
    /// Any of them: quantities, ports by number or name, times.
    ANY;

    /// Whether `value` is one of these. Null fits everywhere.
    public boolean takes(JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        return switch (this) {
            case NONE -> false;
            case TEXT -> value.isString();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ANY -> value.isValueNode();
        };
    }
}
