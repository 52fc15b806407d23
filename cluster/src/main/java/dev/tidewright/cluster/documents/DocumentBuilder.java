package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a mapping that nobody wrote: what a world answers, what is compared. Not thread-safe.
public final class DocumentBuilder {
    private static final Place NOWHERE = new Place("-", 0);

    private final Map<String, Document> fields = new LinkedHashMap<>();

    public DocumentBuilder put(String name, Document value) {
        fields.put(name, value);
        return this;
    }

    public DocumentBuilder put(String name, String text) {
        return put(name, text(text));
    }

    public DocumentBuilder put(String name, long number) {
        return put(name, new Scalar(NOWHERE, Scalar.Type.WHOLE_NUMBER, Long.toString(number)));
    }

    public DocumentBuilder put(String name, double number) {
        return put(name, new Scalar(NOWHERE, Scalar.Type.DECIMAL, Double.toString(number)));
    }

    public DocumentBuilder put(String name, boolean value) {
        return put(name, new Scalar(NOWHERE, Scalar.Type.BOOLEAN, Boolean.toString(value)));
    }

    public DocumentBuilder put(String name, Instant time) {
        return put(name, time.toString());
    }

    public DocumentBuilder put(String name, List<? extends Document> items) {
        return put(name, new Sequence(NOWHERE, List.copyOf(items)));
    }

    /// Text where there is one; otherwise the field stays absent.
    public DocumentBuilder putText(String name, Optional<?> value) {
        value.ifPresent(any -> put(name, any.toString()));
        return this;
    }

    public static Document text(String text) {
        return new Scalar(NOWHERE, Scalar.Type.TEXT, text);
    }

    public Mapping build() {
        return new Mapping(NOWHERE, fields);
    }
}
