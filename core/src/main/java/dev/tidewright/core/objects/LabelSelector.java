package dev.tidewright.core.objects;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Which labels an object must carry (`metav1.LabelSelector`). An empty selector selects everything.
public record LabelSelector(SortedMap<String, String> matchLabels, List<Requirement> requirements) {
    /// One `matchExpressions` entry (Gt and Lt occur in node selectors only).
    public record Requirement(String key, Operator operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }

        public boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
                case GT -> value != null && compares(value) > 0;
                case LT -> value != null && compares(value) < 0;
            };
        }

        /// Compares as whole numbers; 0, which satisfies neither Gt nor Lt, where either is not one.
        private int compares(String value) {
            try {
                return values.size() == 1 ? Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst())) : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /// How a requirement compares.
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GT,
        LT
    }

    public static final LabelSelector EVERYTHING = new LabelSelector(Sorted.empty(), List.of());

    public LabelSelector {
        matchLabels = Sorted.copyOf(matchLabels);
        requirements = List.copyOf(requirements);
    }

    public static LabelSelector of(String key, String value) {
        return new LabelSelector(Sorted.of(key, value), List.of());
    }

    public boolean matches(Map<String, String> labels) {
        for (var wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return true;
    }
}
