package dev.tidewright.apiserver.tables;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The cells of one row as they are written, from left to right.
final class Cells {
    static final String NONE = "<none>";
    static final String UNKNOWN = "<unknown>";
    static final String UNSET = "<unset>";

    private final ArrayNode cells;
    private final Instant now;

    Cells(ArrayNode cells, Instant now) {
        this.cells = cells;
        this.now = now;
    }

    Cells text(String text) {
        cells.add(text);
        return this;
    }

    /// Text as it stands, or another where there is none.
    Cells text(JsonNode text, String otherwise) {
        return text(textOr(text, otherwise));
    }

    Cells number(JsonNode number) {
        cells.add(number.asLong(0));
        return this;
    }

    Cells number(long number) {
        cells.add(number);
        return this;
    }

    Cells truth(JsonNode truth, boolean otherwise) {
        cells.add(truth.asBoolean(otherwise));
        return this;
    }

    Cells value(JsonNode value) {
        cells.add(value);
        return this;
    }

    Cells empty() {
        cells.addNull();
        return this;
    }

    Cells name(JsonNode object) {
        return text(object.path("metadata").path("name"), "");
    }

    Cells age(JsonNode object) {
        return text(since(object.path("metadata").path("creationTimestamp")));
    }

    /// How long ago a moment was.
    String since(JsonNode time) {
        return Moments.of(time).map(moment -> Ages.between(moment, now)).orElse(UNKNOWN);
    }

    Instant now() {
        return now;
    }

    static String textOr(JsonNode text, String otherwise) {
        String value = text.asString("");
        return value.isEmpty() ? otherwise : value;
    }

    /// `a=b,c=d` by key, or `<none>`. Source: `labels.FormatLabels`.
    static String labels(JsonNode labels) {
        if (labels.isEmpty()) {
            return NONE;
        }
        return labels.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .collect(Collectors.joining(","));
    }

    /// Names and images of containers, each joined by commas.
    Cells containers(JsonNode podSpec) {
        JsonNode containers = podSpec.path("containers");
        return text(joined(containers, "name")).text(joined(containers, "image"));
    }

    static String joined(JsonNode list, String field) {
        return list.valueStream().map(item -> item.path(field).asString("")).collect(Collectors.joining(","));
    }

    static String joined(JsonNode list) {
        return list.valueStream().map(item -> item.asString("")).collect(Collectors.joining(","));
    }
}
