package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Checks that many kinds share. Paths are upstream's: `spec.template.spec.containers[0].name`.
final class Checks {
    private static final String NOT_NEGATIVE = "must be greater than or equal to 0";
    private static final List<String> OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

    private Checks() {}

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    static boolean has(JsonNode node, String field) {
        return node.hasNonNull(field);
    }

    static void notNegative(Faults faults, JsonNode node, String field, String path) {
        JsonNode value = node.path(field);
        if (value.isNumber() && value.asLong() < 0) {
            faults.invalid(path.isEmpty() ? field : path + "." + field, value, NOT_NEGATIVE);
        }
    }

    static void oneOf(Faults faults, JsonNode node, String field, String path, List<String> supported) {
        String value = text(node, field);
        if (!supported.contains(value)) {
            faults.unsupported(path + "." + field, value, supported);
        }
    }

    static void all(Faults faults, String path, String value, List<String> found) {
        found.forEach(fault -> faults.invalid(path, value, fault));
    }

    static void name(Faults faults, String path, String value, Function<String, List<String>> form) {
        if (value.isEmpty()) {
            faults.required(path, "");
        } else {
            all(faults, path, value, form.apply(value));
        }
    }

    static void labels(Faults faults, JsonNode labels, String path) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            all(faults, path, label.getKey(), Formats.qualifiedName(label.getKey()));
            String value = label.getValue().asString("");
            all(faults, path, value, Formats.labelValue(value));
        }
    }

    /// @param selector a LabelSelector
    static void selector(Faults faults, JsonNode selector, String path) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            String at = path + ".matchLabels";
            all(faults, at, label.getKey(), Formats.qualifiedName(label.getKey()));
            String value = label.getValue().asString("");
            all(faults, at, value, Formats.labelValue(value));
        }
        int i = 0;
        for (JsonNode expression : selector.path("matchExpressions")) {
            expression(faults, expression, path + ".matchExpressions[" + i++ + "]");
        }
    }

    private static void expression(Faults faults, JsonNode expression, String path) {
        String operator = text(expression, "operator");
        JsonNode values = expression.path("values");
        if (!OPERATORS.contains(operator)) {
            faults.invalid(path + ".operator", operator, "not a valid selector operator");
        } else if (operator.endsWith("In") && values.isEmpty()) {
            faults.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
        } else if (!operator.endsWith("In") && !values.isEmpty()) {
            faults.forbidden(path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
        String key = text(expression, "key");
        all(faults, path + ".key", key, Formats.qualifiedName(key));
        int i = 0;
        for (JsonNode value : values) {
            String at = path + ".values[" + i++ + "]";
            all(faults, at, value.asString(""), Formats.labelValue(value.asString("")));
        }
    }

    static boolean selects(JsonNode selector, JsonNode labels) {
        for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
            if (!labels.path(label.getKey()).equals(label.getValue())) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            JsonNode value = labels.path(text(expression, "key"));
            boolean listed = value.isString() && contains(expression.path("values"), value);
            boolean holds = switch (text(expression, "operator")) {
                case "In" -> listed;
                case "NotIn" -> !listed;
                case "Exists" -> value.isString();
                default -> !value.isString();
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(JsonNode values, JsonNode wanted) {
        for (JsonNode value : values) {
            if (value.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    static boolean isSelecting(JsonNode selector) {
        return !selector.path("matchLabels").isEmpty()
                || !selector.path("matchExpressions").isEmpty();
    }

    /// A count or a percentage.
    ///
    /// @param most100 whether a percentage may not be above 100
    static void share(Faults faults, JsonNode value, String path, boolean most100) {
        if (value.isString()) {
            List<String> form = Formats.percent(value.asString());
            form.forEach(fault -> faults.invalid(path, value, fault));
            if (form.isEmpty() && most100 && percent(value) > 100) {
                faults.invalid(path, value, "must not be greater than 100%");
            }
        } else if (value.isNumber() && value.asLong() < 0) {
            faults.invalid(path, value, NOT_NEGATIVE);
        }
    }

    private static long percent(JsonNode value) {
        String digits = value.asString().replace("%", "");
        return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    /// Whether a count or percentage says none.
    static boolean isNone(JsonNode value) {
        return (value.isNumber() && value.asLong() == 0)
                || (value.isString() && value.asString().equals("0%"));
    }

    /// A port's number or name.
    static void port(Faults faults, JsonNode port, String path) {
        if (port.isString()) {
            Formats.portName(port.asString()).forEach(fault -> faults.invalid(path, port, fault));
        } else {
            Formats.port(port.asLong(0)).forEach(fault -> faults.invalid(path, port.asLong(0), fault));
        }
    }

    static void unique(Faults faults, JsonNode list, String field, String path) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode item : list) {
            if (!seen.add(text(item, field))) {
                faults.duplicate(path + "[" + i + "]." + field, item.path(field));
            }
            i++;
        }
    }
}
