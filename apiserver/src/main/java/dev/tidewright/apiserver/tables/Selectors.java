package dev.tidewright.apiserver.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Label selectors as one line: `a=b,c in (d,e),!f`. Source: `metav1.FormatLabelSelector`.
final class Selectors {
    private Selectors() {}

    static String textOrNone(JsonNode selector) {
        String text = text(selector);
        return text.isEmpty() ? Cells.NONE : text;
    }

    static String text(JsonNode selector) {
        List<Map.Entry<String, String>> terms = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            terms.add(Map.entry(
                    label.getKey(), label.getKey() + "=" + label.getValue().asString("")));
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            terms.add(Map.entry(expression.path("key").asString(""), term(expression)));
        }
        terms.sort(Map.Entry.comparingByKey());
        return terms.stream().map(Map.Entry::getValue).collect(Collectors.joining(","));
    }

    private static String term(JsonNode expression) {
        String key = expression.path("key").asString("");
        String operator = expression.path("operator").asString("");
        String values = expression
                .path("values")
                .valueStream()
                .map(value -> value.asString(""))
                .sorted()
                .collect(Collectors.joining(",", "(", ")"));
        return switch (operator) {
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            case "NotIn" -> key + " notin " + values;
            default -> key + " " + operator.toLowerCase(Locale.ROOT) + " " + values;
        };
    }
}
