package dev.tidewright.apiserver.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Where a pod may or would like to run. Source: `validateAffinity`, `ValidateTolerations`,
/// `validateTopologySpreadConstraints`.
record AffinityChecks(Faults faults) {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final List<String> NODE_OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
    private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    void affinity(JsonNode affinity, String path) {
        JsonNode node = affinity.path("nodeAffinity");
        if (node.has(REQUIRED)) {
            nodeTerms(
                    node.path(REQUIRED).path("nodeSelectorTerms"),
                    path + ".nodeAffinity." + REQUIRED + ".nodeSelectorTerms");
        }
        JsonNode wishes = node.path(PREFERRED);
        for (int i = 0; i < wishes.size(); i++) {
            String at = path + ".nodeAffinity." + PREFERRED + "[" + i + "]";
            weight(wishes.get(i), at);
            nodeTerm(wishes.get(i).path("preference"), at + ".preference");
        }
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            pods(affinity.path(kind), path + "." + kind);
        }
    }

    private void nodeTerms(JsonNode terms, String path) {
        if (terms.isEmpty()) {
            faults.required(path, "must have at least one node selector term");
        }
        for (int i = 0; i < terms.size(); i++) {
            nodeTerm(terms.get(i), path + "[" + i + "]");
        }
    }

    private void nodeTerm(JsonNode term, String path) {
        JsonNode expressions = term.path("matchExpressions");
        for (int i = 0; i < expressions.size(); i++) {
            expression(expressions.get(i), path + ".matchExpressions[" + i + "]");
        }
    }

    private void expression(JsonNode expression, String path) {
        String operator = Checks.text(expression, "operator");
        int values = expression.path("values").size();
        if (!NODE_OPERATORS.contains(operator)) {
            faults.invalid(path + ".operator", operator, "not a valid selector operator");
        } else if (operator.endsWith("In") && values == 0) {
            faults.required(path + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
        } else if (operator.contains("Exist") && values > 0) {
            faults.forbidden(path + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        } else if (operator.endsWith("t") && operator.length() == 2 && values != 1) {
            faults.required(path + ".values", "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
        String key = Checks.text(expression, "key");
        Checks.all(faults, path + ".key", key, Formats.qualifiedName(key));
    }

    private void weight(JsonNode wish, String path) {
        long weight = wish.path("weight").asLong(0);
        if (weight <= 0 || weight > 100) {
            faults.invalid(path + ".weight", weight, "must be in the range 1-100");
        }
    }

    private void pods(JsonNode affinity, String path) {
        JsonNode required = affinity.path(REQUIRED);
        for (int i = 0; i < required.size(); i++) {
            podTerm(required.get(i), path + "." + REQUIRED + "[" + i + "]");
        }
        JsonNode wishes = affinity.path(PREFERRED);
        for (int i = 0; i < wishes.size(); i++) {
            String at = path + "." + PREFERRED + "[" + i + "]";
            weight(wishes.get(i), at);
            podTerm(wishes.get(i).path("podAffinityTerm"), at + ".podAffinityTerm");
        }
    }

    private void podTerm(JsonNode term, String path) {
        Checks.selector(faults, term.path("labelSelector"), path + ".labelSelector");
        String key = Checks.text(term, "topologyKey");
        if (key.isEmpty()) {
            faults.required(path + ".topologyKey", "can not be empty");
        }
        Checks.all(faults, path + ".topologyKey", key, Formats.qualifiedName(key));
    }

    void spread(JsonNode constraints, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < constraints.size(); i++) {
            JsonNode constraint = constraints.get(i);
            String at = path + "[" + i + "]";
            long skew = constraint.path("maxSkew").asLong(0);
            if (skew <= 0) {
                faults.invalid(at + ".maxSkew", skew, "must be greater than zero");
            }
            if (Checks.text(constraint, "topologyKey").isEmpty()) {
                faults.required(at + ".topologyKey", "can not be empty");
            }
            Checks.oneOf(faults, constraint, "whenUnsatisfiable", at, List.of("DoNotSchedule", "ScheduleAnyway"));
            JsonNode domains = constraint.path("minDomains");
            if (domains.isNumber() && domains.asLong() <= 0) {
                faults.invalid(at + ".minDomains", domains, "must be greater than zero");
            }
            String pair = "{" + Checks.text(constraint, "topologyKey") + ", "
                    + Checks.text(constraint, "whenUnsatisfiable") + "}";
            if (!seen.add(pair)) {
                faults.duplicate(
                        path + "[" + (i - 1) + "].{topologyKey, whenUnsatisfiable}", // upstream names the one before
                        JsonNodeFactory.instance.stringNode(pair));
            }
            Checks.selector(faults, constraint.path("labelSelector"), at + ".labelSelector");
        }
    }

    void tolerations(JsonNode tolerations, String path) {
        for (int i = 0; i < tolerations.size(); i++) {
            toleration(tolerations.get(i), path + "[" + i + "]");
        }
    }

    private void toleration(JsonNode toleration, String path) {
        String key = Checks.text(toleration, "key");
        String operator = Checks.text(toleration, "operator");
        String effect = Checks.text(toleration, "effect");
        if (!key.isEmpty()) {
            Checks.all(faults, path + ".key", key, Formats.qualifiedName(key));
        } else if (!operator.equals("Exists")) {
            faults.invalid(
                    path + ".operator",
                    operator,
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (toleration.has("tolerationSeconds") && !effect.equals("NoExecute")) {
            faults.invalid(path + ".effect", effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        String value = Checks.text(toleration, "value");
        switch (operator) {
            case "Equal", "" -> Checks.all(faults, path + ".operator", value, Formats.labelValue(value));
            case "Exists" -> {
                if (!value.isEmpty()) {
                    faults.invalid(path + ".operator", value, "value must be empty when `operator` is 'Exists'");
                }
            }
            default -> faults.unsupported(path + ".operator", operator, List.of("Equal", "Exists"));
        }
        if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
            faults.unsupported(path + ".effect", effect, EFFECTS);
        }
    }

    void taints(JsonNode taints, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < taints.size(); i++) {
            JsonNode taint = taints.get(i);
            String at = path + "[" + i + "]";
            String key = Checks.text(taint, "key");
            Checks.all(faults, at + ".key", key, Formats.qualifiedName(key));
            String value = Checks.text(taint, "value");
            Checks.all(faults, at + ".value", value, Formats.labelValue(value));
            if (Checks.text(taint, "effect").isEmpty()) {
                faults.required(at + ".effect", "");
            } else {
                Checks.oneOf(faults, taint, "effect", at, EFFECTS);
            }
            if (!seen.add(key + " " + Checks.text(taint, "effect"))) {
                ObjectNode shown = JsonNodeFactory.instance.objectNode();
                shown.put("Key", key).put("Value", value).put("Effect", Checks.text(taint, "effect"));
                shown.putNull("TimeAdded");
                faults.add(
                        "FieldValueDuplicate",
                        at,
                        "Duplicate value: " + shown + ": taints must be unique by key and effect pair");
            }
        }
    }
}
