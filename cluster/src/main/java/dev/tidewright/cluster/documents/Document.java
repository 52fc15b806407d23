package dev.tidewright.cluster.documents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A parsed YAML or JSON value that remembers where it was written.
public sealed interface Document {
    Place place();

    /// Fields in the order in which they were written.
    record Mapping(Place place, Map<String, Document> fields) implements Document {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
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
