package dev.tidewright.core.pods;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.LabelSelector.Operator;
import dev.tidewright.core.objects.LabelSelector.Requirement;
import dev.tidewright.core.objects.Sorted;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// A label selector as it was written, which may be one that selects nothing sensible; see [#fault].
public record MetricSelector(SortedMap<String, String> matchLabels, List<Expression> matchExpressions) {
    /// One requirement as written.
    ///
    /// @param values empty where the field is absent, unlike an empty list
    public record Expression(String key, String operator, Optional<List<String>> values) {
        public Expression {
            values = values.map(List::copyOf);
        }

        private Optional<String> fault() {
            List<String> given = values.orElse(List.of());
            return switch (operator) {
                case "In", "NotIn" ->
                    given.isEmpty()
                            ? Optional.of("values: Invalid value: " + (values.isEmpty() ? "null" : "[]")
                                    + ": for 'in', 'notin' operators, values set can't be empty")
                            : Optional.empty();
                case "Exists", "DoesNotExist" ->
                    given.isEmpty()
                            ? Optional.empty()
                            : Optional.of("values: Invalid value: "
                                    + given.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"))
                                    + ": values set must be empty for exists and does not exist");
                default -> Optional.of("\"" + operator + "\" is not a valid label selector operator");
            };
        }

        private Requirement requirement() {
            Operator compared = switch (operator) {
                case "In" -> Operator.IN;
                case "NotIn" -> Operator.NOT_IN;
                case "Exists" -> Operator.EXISTS;
                case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
                default -> throw new IllegalStateException("asked for the meaning of " + this);
            };
            return new Requirement(key, compared, values.orElse(List.of()));
        }

        @Override
        public String toString() {
            return "LabelSelectorRequirement{Key:" + key + ",Operator:" + operator + ",Values:["
                    + String.join(" ", values.orElse(List.of())) + "],}";
        }
    }

    public MetricSelector {
        matchLabels = Sorted.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /// What is wrong with it, in upstream's words; empty where it can be used.
    public Optional<String> fault() {
        for (Expression expression : matchExpressions) {
            Optional<String> fault = expression.fault();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /// @throws IllegalStateException where there is a [#fault]
    public LabelSelector meaning() {
        return new LabelSelector(
                matchLabels,
                matchExpressions.stream().map(Expression::requirement).toList());
    }

    /// As Go prints a `metav1.LabelSelector`, because upstream's messages hold it.
    @Override
    public String toString() {
        var text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
        matchLabels.forEach(
                (key, value) -> text.append(key).append(": ").append(value).append(','));
        text.append("},MatchExpressions:[]LabelSelectorRequirement{");
        matchExpressions.forEach(expression -> text.append(expression).append(','));
        return text.append("},}").toString();
    }
}
