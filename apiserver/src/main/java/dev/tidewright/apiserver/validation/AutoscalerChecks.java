package dev.tidewright.apiserver.validation;

import dev.tidewright.cluster.documents.AutoscalerComplaint;
import dev.tidewright.cluster.documents.AutoscalerValidation;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// HorizontalPodAutoscalers of `autoscaling/v2`, by the rules that the whole product holds them to.
final class AutoscalerChecks {
    private static final Place NOWHERE = new Place("request", 1);

    private AutoscalerChecks() {}

    static void check(Faults faults, JsonNode object) {
        Map<String, Document> parts = new LinkedHashMap<>();
        parts.put("spec", document(object.path("spec")));
        for (AutoscalerComplaint complaint :
                AutoscalerValidation.complaints(new Document.Mapping(NOWHERE, parts), false)) {
            tell(faults, complaint, object);
        }
    }

    private static void tell(Faults faults, AutoscalerComplaint complaint, JsonNode object) {
        String path = complaint.field();
        JsonNode value = value(object, path);
        switch (complaint.type()) {
            case "FieldValueRequired" -> faults.required(path, complaint.detail());
            case "FieldValueForbidden" -> faults.forbidden(path, complaint.detail());
            case "FieldValueNotSupported" ->
                faults.add(complaint.type(), path, "Unsupported value: " + value + ": " + complaint.detail());
            default -> faults.invalid(path, value, complaint.detail());
        }
    }

    /// What stands at a path; where nothing does, what counts there: 0 for numbers, else an empty text.
    private static JsonNode value(JsonNode object, String path) {
        JsonNode node = object;
        for (String step : path.split("[.\\[\\]]+")) {
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        if (!node.isMissingNode()) {
            return node;
        }
        boolean number = path.endsWith("Replicas") || path.endsWith("Seconds") || path.endsWith(".value");
        return number ? JsonNodeFactory.instance.numberNode(0) : JsonNodeFactory.instance.stringNode("");
    }

    private static Document document(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO, MISSING -> {
                Map<String, Document> fields = new LinkedHashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), document(field.getValue())));
                yield new Document.Mapping(NOWHERE, fields);
            }
            case ARRAY -> {
                List<Document> items = new ArrayList<>();
                node.forEach(item -> items.add(document(item)));
                yield new Document.Sequence(NOWHERE, items);
            }
            case NUMBER ->
                scalar(
                        node.isIntegralNumber() ? Document.Scalar.Type.WHOLE_NUMBER : Document.Scalar.Type.DECIMAL,
                        node);
            case BOOLEAN -> scalar(Document.Scalar.Type.BOOLEAN, node);
            case NULL -> new Document.Scalar(NOWHERE, Document.Scalar.Type.NULL, "");
            case STRING, BINARY -> scalar(Document.Scalar.Type.TEXT, node);
        };
    }

    private static Document scalar(Document.Scalar.Type type, JsonNode node) {
        return new Document.Scalar(NOWHERE, type, node.asString());
    }
}
