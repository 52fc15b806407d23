package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Values;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// One step from a container to something in it: a field, an item by its keys, a value of a set, or an index.
///
/// Source of order and of both spellings: structured-merge-diff's `fieldpath`.
sealed interface PathElement extends Comparable<PathElement> {
    record Name(String name) implements PathElement {}

    /// @param keys sorted by name
    record Keys(List<Key> keys) implements PathElement {}

    record Key(String name, JsonNode value) {}

    record Value(JsonNode value) implements PathElement {}

    record Index(int index) implements PathElement {}

    /// As messages have it: `.spec`, `[name="web"]`, `[="a"]`, `[0]`.
    default String shown() {
        return switch (this) {
            case Name(String name) -> "." + name;
            case Keys(List<Key> keys) ->
                keys.stream()
                        .map(key -> key.name() + "=" + PathText.quoted(key.value()))
                        .collect(Collectors.joining(",", "[", "]"));
            case Value(JsonNode value) -> "[=" + PathText.quoted(value) + "]";
            case Index(int index) -> "[" + index + "]";
        };
    }

    @Override
    default int compareTo(PathElement other) {
        if (this instanceof Name(String left) && other instanceof Name(String right)) {
            return left.compareTo(right);
        }
        if (this instanceof Keys(List<Key> left) && other instanceof Keys(List<Key> right)) {
            return compareKeys(left, right);
        }
        if (this instanceof Value(JsonNode left) && other instanceof Value(JsonNode right)) {
            return compareValues(left, right);
        }
        if (this instanceof Index(int left) && other instanceof Index(int right)) {
            return Integer.compare(left, right);
        }
        return Integer.compare(rank(this), rank(other));
    }

    private static int rank(PathElement element) {
        return switch (element) {
            case Name _ -> 0;
            case Keys _ -> 1;
            case Value _ -> 2;
            case Index _ -> 3;
        };
    }

    private static int compareKeys(List<Key> left, List<Key> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).name().compareTo(right.get(i).name());
            order = order != 0
                    ? order
                    : compareValues(left.get(i).value(), right.get(i).value());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareValues(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return Values.compareNumbers(left, right);
        }
        if (left.isString() && right.isString()) {
            return left.stringValue().compareTo(right.stringValue());
        }
        if (left.isBoolean() && right.isBoolean()) {
            return Boolean.compare(left.booleanValue(), right.booleanValue());
        }
        int order = Integer.compare(rank(left), rank(right));
        return order != 0 ? order : left.toString().compareTo(right.toString());
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            case NULL, MISSING, BINARY, POJO -> 5;
        };
    }
}
