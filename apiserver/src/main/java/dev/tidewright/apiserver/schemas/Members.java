package dev.tidewright.apiserver.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an object holds: named fields, and the schema of any other key.
public final class Members {
    /// A place that takes no object.
    static final Members NONE = new Members(Map.of(), Optional.empty(), true);

    private final Map<String, Field> fields;
    private final Optional<Schema> others;
    private final boolean atomic;
    private final List<Field> held;

    /// @param others empty where other keys are unknown fields
    /// @param atomic whether the object is one value, which its owner owns as a whole
    public Members(Map<String, Field> fields, Optional<Schema> others, boolean atomic) {
        this.fields = new LinkedHashMap<>(fields);
        this.others = others;
        this.atomic = atomic;
        List<Field> always = new ArrayList<>();
        for (Field field : this.fields.values()) {
            if (field.absent().isPresent()) {
                always.add(field);
            }
        }
        this.held = List.copyOf(always);
    }

    public static Members mapOf(Schema element) {
        return new Members(Map.of(), Optional.of(element), false);
    }

    public boolean atomic() {
        return atomic;
    }

    public boolean declares(String name) {
        return fields.containsKey(name);
    }

    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// The fields that count as something where they are left out.
    public List<Field> held() {
        return held;
    }

    /// The schema under `name`; empty where the field is not declared.
    public Optional<Schema> at(String name) {
        Field field = fields.get(name);
        return field == null ? others : Optional.of(field.schema());
    }

    Members withAtomic(boolean one) {
        return new Members(fields, others, one);
    }
}
