package dev.tidewright.cluster.documents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A parsed YAML or JSON value that remembers where it was written.
public sealed interface Document {
    Place place();

    /// Fields in the order in which they were written.
    ///
    /// @param keys where each field's name was written
    record Mapping(Place place, Map<String, Document> fields, Map<String, Place> keys) implements Document {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        }

        /// A mapping whose names stand where their values begin.
        public Mapping(Place place, Map<String, Document> fields) {
            this(place, fields, Map.of());
        }

        /// Where a field was written; the mapping itself where it was not.
        public Place placeOf(String name) {
            Document value = fields.get(name);
            return keys.getOrDefault(name, value == null ? place : value.place());
        }
    }

    record Sequence(Place place, List<Document> items) implements Document {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    record Scalar(Place place, Type type, String text) implements Document {
        /// What the scalar is under YAML's core schema.
        public enum Type {
            TEXT,
            WHOLE_NUMBER,
            DECIMAL,
            BOOLEAN,
            NULL
        }
    }
}
