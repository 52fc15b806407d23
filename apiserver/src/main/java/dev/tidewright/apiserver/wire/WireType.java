package dev.tidewright.apiserver.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A type of a field, as upstream's Go code has it.
public sealed interface WireType {
    /// As Go's errors name it: `int32`, `v1.PullPolicy`, `[]v1.ContainerPort`.
    String goName();

    /// The value that stands where nothing was sent and the field is not left out.
    JsonNode zero();

    /// What a single value is.
    enum Form {
        TEXT,
        WHOLE_32,
        WHOLE_64,
        NUMBER,
        TRUTH,
        BYTES,
        QUANTITY,
        WHOLE_OR_TEXT,
        TIME,
        MICRO_TIME,
        /// Any JSON: embedded objects, schemas of definitions.
        ANYTHING
    }

    record Single(Form form, String goName) implements WireType {
        @Override
        public JsonNode zero() {
            return switch (form) {
                case TEXT -> JsonNodeFactory.instance.stringNode("");
                case WHOLE_32, WHOLE_64, NUMBER, WHOLE_OR_TEXT -> JsonNodeFactory.instance.numberNode(0);
                case TRUTH -> JsonNodeFactory.instance.booleanNode(false);
                case QUANTITY -> JsonNodeFactory.instance.stringNode("0");
                case TIME, MICRO_TIME, BYTES, ANYTHING -> JsonNodeFactory.instance.nullNode();
            };
        }
    }

    record ListOf(WireType element, String goName) implements WireType {
        @Override
        public JsonNode zero() {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    record MapOf(WireType element, String goName) implements WireType {
        @Override
        public JsonNode zero() {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    /// May be absent, and then differs from zero.
    record Pointer(WireType to) implements WireType {
        @Override
        public String goName() {
            return to.goName();
        }

        @Override
        public JsonNode zero() {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    /// What becomes of a field that holds nothing.
    enum Omission {
        NEVER,
        /// Lists, maps, pointers and single values are left out; structures stay as `{}`.
        WHEN_EMPTY,
        WHEN_ZERO
    }

    record Field(String name, Omission omission, WireType type) {}

    /// A structure, whose fields are read from the table when they are first asked for, because types refer to
    /// themselves.
    final class Struct implements WireType {
        private final String goName;
        private final String line;
        private final WireTypes table;
        private volatile Optional<Map<String, Field>> fields = Optional.empty();

        Struct(String goName, String line, WireTypes table) {
            this.goName = goName;
            this.line = line;
            this.table = table;
        }

        /// By name, in the order of the Go structure.
        public Map<String, Field> fields() {
            Optional<Map<String, Field>> known = fields;
            if (known.isPresent()) {
                return known.get();
            }
            Map<String, Field> read = new LinkedHashMap<>();
            for (String word : line.isEmpty() ? new String[0] : line.split(" ")) {
                int colon = word.indexOf(':');
                char mark = word.charAt(colon - 1);
                Omission omission =
                        mark == '?' ? Omission.WHEN_EMPTY : mark == '~' ? Omission.WHEN_ZERO : Omission.NEVER;
                String name = word.substring(0, omission == Omission.NEVER ? colon : colon - 1);
                read.put(name, new Field(name, omission, table.parse(word.substring(colon + 1))));
            }
            fields = Optional.of(read);
            return read;
        }

        @Override
        public String goName() {
            return goName;
        }

        /// The bare name: `DeploymentSpec`.
        public String shortName() {
            return goName.substring(goName.indexOf('.') + 1);
        }

        @Override
        public JsonNode zero() {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
