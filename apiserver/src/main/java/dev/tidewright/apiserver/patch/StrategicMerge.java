package dev.tidewright.apiserver.patch;

import dev.tidewright.apiserver.schemas.Field;
import dev.tidewright.apiserver.schemas.PatchStrategy;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One strategic merge patch: lists merge by key, and directives delete, replace and put in order.
///
/// Source: `k8s.io/apimachinery/pkg/util/strategicpatch` and its design, "preserve order in strategic merge patch".
final class StrategicMerge {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String SET_ORDER = "$setElementOrder/";
    private static final String DELETE_PLAIN = "$deleteFromPrimitiveList/";

    private final ObjectNode patch;

    StrategicMerge(ObjectNode patch) {
        this.patch = patch;
    }

    /// The object after the patch; `live` stays as it is.
    ObjectNode applyTo(ObjectNode live, Schema schema) {
        return merge(live, patch, schema);
    }

    static ObjectNode merge(ObjectNode live, ObjectNode patch, Schema schema) {
        JsonNode directive = patch.get(DIRECTIVE);
        if (directive != null) {
            return directed(directive, patch);
        }
        ObjectNode merged = shallow(live);
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        patch.forEachEntry(changes::put);
        retainKeys(merged, changes);
        putInOrder(merged, changes, schema);
        for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
            if (change.getKey().startsWith(DELETE_PLAIN)) {
                deletePlain(merged, change.getKey().substring(DELETE_PLAIN.length()), change.getValue());
            } else {
                mergeField(merged, change.getKey(), change.getValue(), schema);
            }
        }
        return merged;
    }

    private static ObjectNode directed(JsonNode directive, ObjectNode patch) {
        return switch (directive.asString("")) {
            case "replace" -> {
                ObjectNode whole = shallow(patch);
                whole.remove(DIRECTIVE);
                yield whole;
            }
            case "delete" -> JsonNodeFactory.instance.objectNode();
            default -> throw StrategicErrors.unknownDirective(directive, patch);
        };
    }

    private static void mergeField(ObjectNode merged, String name, JsonNode change, Schema schema) {
        if (change.isNull()) {
            merged.remove(name);
            return;
        }
        JsonNode old = merged.get(name);
        PatchStrategy strategy = strategy(schema, name);
        if (old instanceof ObjectNode before && change instanceof ObjectNode patch) {
            Schema inner = schema.members().at(name).orElse(Schema.ANYTHING);
            merged.set(name, strategy.replace() ? patch : merge(before, patch, inner));
        } else if (old instanceof ArrayNode before && change instanceof ArrayNode patch) {
            Schema inner = schema.members().at(name).orElse(Schema.ANYTHING);
            merged.set(
                    name,
                    strategy.merge()
                            ? new StrategicList(
                                            strategy.mergeKey(), inner.items().element())
                                    .merge(before, patch)
                            : patch);
        } else {
            Directives.strip(change).ifPresentOrElse(kept -> merged.set(name, kept), () -> merged.remove(name));
        }
    }

    private static void deletePlain(ObjectNode merged, String name, JsonNode unwanted) {
        if (merged.get(name) instanceof ArrayNode before && unwanted instanceof ArrayNode gone) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : before) {
                if (StrategicList.indexOf(gone, item) < 0) {
                    kept.add(item);
                }
            }
            merged.set(name, kept);
        }
    }

    private static void retainKeys(ObjectNode merged, Map<String, JsonNode> changes) {
        JsonNode directive = changes.remove(RETAIN_KEYS);
        if (directive == null) {
            return;
        }
        if (!directive.isArray()) {
            throw StrategicErrors.badFormat("retainKeys");
        }
        for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
            String name = change.getKey();
            boolean parallel = name.startsWith(DELETE_PLAIN) || name.startsWith(SET_ORDER);
            if (!parallel && !change.getValue().isNull() && !names(directive, name)) {
                throw StrategicErrors.badFormat("retainKeys");
            }
        }
        List<String> gone = new ArrayList<>();
        merged.propertyNames().stream().filter(name -> !names(directive, name)).forEach(gone::add);
        merged.remove(gone);
    }

    private static boolean names(JsonNode list, String name) {
        for (JsonNode item : list) {
            if (item.isString() && item.stringValue().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /// Merges each list that comes with `$setElementOrder`, and takes both out of `changes`.
    private static void putInOrder(ObjectNode merged, Map<String, JsonNode> changes, Schema schema) {
        List<String> directives = changes.keySet().stream()
                .filter(name -> name.startsWith(SET_ORDER))
                .toList();
        for (String directive : directives) {
            String name = directive.substring(SET_ORDER.length());
            ArrayNode order = StrategicErrors.list(Objects.requireNonNull(changes.remove(directive)));
            Schema element =
                    schema.members().at(name).orElse(Schema.ANYTHING).items().element();
            StrategicList list = new StrategicList(strategy(schema, name).mergeKey(), element);
            boolean merges = strategy(schema, name).merge();
            JsonNode change = changes.remove(name);
            JsonNode old = merged.get(name);
            if (change != null || old != null) {
                merged.set(name, list.inOrder(old, change, order, merges));
            }
        }
    }

    private static PatchStrategy strategy(Schema schema, String name) {
        return schema.members().field(name).map(Field::strategy).orElse(PatchStrategy.REPLACE);
    }

    private static ObjectNode shallow(ObjectNode object) {
        return JsonNodeFactory.instance.objectNode().setAll(object);
    }
}
