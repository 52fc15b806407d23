package dev.tidewright.apiserver.apply;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An object's owners and what each owns: `metadata.managedFields`, read and written.
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/internal/managedfields.go`.
final class Ownership {
    static final String FIELD = "managedFields";

    private final Map<Owner, Owned> owners = new LinkedHashMap<>();

    /// The live map; owners may be added, changed and removed in it.
    Map<Owner, Owned> owners() {
        return owners;
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    /// Empty where an entry is malformed.
    static Optional<Ownership> decode(JsonNode object) {
        Ownership ownership = new Ownership();
        try {
            for (JsonNode entry : object.path("metadata").path(FIELD)) {
                ownership.add(entry);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(ownership);
    }

    private void add(JsonNode entry) {
        String apiVersion = text(entry, "apiVersion");
        String manager = text(entry, "manager");
        String subresource = text(entry, "subresource");
        if (apiVersion.isEmpty() || !text(entry, "fieldsType").equals("FieldsV1")) {
            throw new IllegalArgumentException("not an entry of managed fields: " + entry);
        }
        Owner owner = switch (text(entry, "operation")) {
            case "Apply" -> Owner.applier(manager, subresource);
            case "Update" -> Owner.updater(manager, apiVersion, subresource);
            default -> throw new IllegalArgumentException("operation must be `Apply` or `Update`");
        };
        owners.put(owner, new Owned(FieldsV1.decode(entry.path("fieldsV1")), apiVersion, text(entry, "time")));
    }

    private static String text(JsonNode entry, String name) {
        JsonNode value = entry.path(name);
        return value.isString() ? value.stringValue() : "";
    }

    /// `object` with this ownership and no other; `object` stays as it is.
    ObjectNode encodeInto(ObjectNode object) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (object.get("metadata") instanceof ObjectNode before) {
            metadata.setAll(before);
        }
        metadata.remove(FIELD);
        if (!owners.isEmpty()) {
            metadata.set(FIELD, encode());
        }
        ObjectNode owned = JsonNodeFactory.instance.objectNode().setAll(object);
        owned.set("metadata", metadata);
        return owned;
    }

    /// `object` without managed fields; `object` stays as it is.
    static ObjectNode strip(ObjectNode object) {
        return object.path("metadata").has(FIELD) ? new Ownership().encodeInto(object) : object;
    }

    private ArrayNode encode() {
        List<Map.Entry<Owner, Owned>> sorted = new ArrayList<>(owners.entrySet());
        sorted.sort(Comparator.<Map.Entry<Owner, Owned>, Owner.Operation>comparing(
                        entry -> entry.getKey().operation())
                .thenComparingLong(entry -> seconds(entry.getValue().time()))
                .thenComparing(entry -> entry.getKey().manager())
                .thenComparing(entry -> entry.getValue().apiVersion())
                .thenComparing(entry -> entry.getKey().subresource()));
        ArrayNode entries = JsonNodeFactory.instance.arrayNode(sorted.size());
        for (Map.Entry<Owner, Owned> entry : sorted) {
            entries.add(encode(entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    private static ObjectNode encode(Owner owner, Owned owned) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (!owner.manager().isEmpty()) {
            entry.put("manager", owner.manager());
        }
        entry.put("operation", owner.operation().word());
        entry.put("apiVersion", owned.apiVersion());
        if (!owned.time().isEmpty()) {
            entry.put("time", owned.time());
        }
        entry.put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", FieldsV1.encode(owned.fields()));
        if (!owner.subresource().isEmpty()) {
            entry.put("subresource", owner.subresource());
        }
        return entry;
    }

    /// Of a time as documents have it; 0 for none.
    static long seconds(String time) {
        if (time.isEmpty()) {
            return 0;
        }
        try {
            return time.endsWith("Z")
                    ? Instant.parse(time).getEpochSecond()
                    : OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
