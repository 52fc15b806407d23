package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Scalar;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// As which of the forms that a schema allows a value is walked.
enum Form {
    OBJECT,
    SCALAR,
    LIST;

    /// What the value is, if the schema takes that; otherwise what the schema would rather have.
    static Form of(Schema schema, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            if (value.isObject() && schema.takesObject()) {
                return OBJECT;
            }
            if (value.isArray() && schema.takesList()) {
                return LIST;
            }
            if (value.isValueNode() && schema.scalar() != Scalar.NONE) {
                return SCALAR;
            }
        }
        if (schema.takesObject()) {
            return OBJECT;
        }
        return schema.scalar() != Scalar.NONE ? SCALAR : LIST;
    }

    /// The value as an object; empty for null, nothing, and anything else.
    static @Nullable ObjectNode object(@Nullable JsonNode value) {
        return value instanceof ObjectNode object ? object : null;
    }

    static @Nullable ArrayNode list(@Nullable JsonNode value) {
        return value instanceof ArrayNode array ? array : null;
    }

    static boolean isBare(@Nullable JsonNode container) {
        return Optional.ofNullable(container).map(JsonNode::isEmpty).orElse(true);
    }
}
