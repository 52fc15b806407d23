package dev.tidewright.apiserver.patch;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.schemas.Schema;
import dev.tidewright.apiserver.schemas.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/// Merges the items of a list.
///
/// @param mergeKey the field that names an item; empty for a list of plain values
record StrategicList(String mergeKey, Schema element) {
    /// The list after a patch: the order of the patch comes before the order it had.
    ArrayNode merge(ArrayNode before, ArrayNode patch) {
        if (before.isEmpty() && patch.isEmpty()) {
            return before;
        }
        boolean objects = (before.isEmpty() ? patch : before).get(0).isObject();
        checkAlike(before, patch);
        if (!objects) {
            List<JsonNode> both = withoutDuplicates(before, patch);
            return arranged(both, items(patch), items(before));
        }
        if (mergeKey.isEmpty()) {
            throw StrategicErrors.internal("cannot merge lists without merge key for struct");
        }
        Split split = split(items(before), patch);
        return arranged(mergeItems(split.kept(), split.changes()), split.changes(), split.kept());
    }

    private static void checkAlike(ArrayNode before, ArrayNode patch) {
        Set<JsonNodeType> types = EnumSet.noneOf(JsonNodeType.class);
        before.forEach(item -> types.add(item.getNodeType()));
        patch.forEach(item -> types.add(item.getNodeType()));
        if (types.contains(JsonNodeType.ARRAY)) {
            throw new ApiError(
                    422, "Invalid", "the server rejected our request due to an error in our request", List.of());
        }
        if (types.isEmpty()) {
            throw StrategicErrors.internal("no elements in any of the given slices");
        }
        if (types.size() > 1) {
            throw StrategicErrors.mixedList(before, patch);
        }
    }

    /// The list after a patch with `$setElementOrder`; either list may be missing.
    ///
    /// @param merges whether the field's strategy is to merge
    ArrayNode inOrder(@Nullable JsonNode old, @Nullable JsonNode change, ArrayNode order, boolean merges) {
        ArrayNode before = old == null ? empty() : StrategicErrors.list(old);
        ArrayNode patch = change == null ? empty() : StrategicErrors.list(change);
        checkOrder(patch, order);
        List<JsonNode> merged;
        if (change == null) {
            merged = items(before);
        } else if (old == null) {
            merged = items(Directives.strip(patch).orElse(patch));
        } else {
            merged = items(merges ? merge(before, patch) : patch);
        }
        checkAlike(before, patch);
        return arranged(merged, items(order), items(before));
    }

    /// Where in `list` something stands that is the same as `item`, by merge key if there is one; -1 if nowhere.
    private int find(List<JsonNode> list, JsonNode item) {
        JsonNode wanted = name(item);
        for (int i = 0; i < list.size(); i++) {
            if (Values.same(name(list.get(i)), wanted)) {
                return i;
            }
        }
        return -1;
    }

    static int indexOf(ArrayNode list, JsonNode item) {
        for (int i = 0; i < list.size(); i++) {
            if (Values.same(list.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    private JsonNode name(JsonNode item) {
        return mergeKey.isEmpty() ? item : item.path(mergeKey);
    }

    private record Split(List<JsonNode> kept, List<JsonNode> changes) {}

    /// Carries out the patch's `$patch: delete` and `$patch: replace` items.
    private Split split(List<JsonNode> before, ArrayNode patch) {
        List<JsonNode> changes = new ArrayList<>();
        boolean replaces = false;
        for (JsonNode item : patch) {
            ObjectNode change = StrategicErrors.map(item);
            JsonNode directive = change.get(StrategicMerge.DIRECTIVE);
            if (directive == null) {
                changes.add(item);
                continue;
            }
            switch (directive.asString("")) {
                case "delete" -> {
                    JsonNode gone = named(change).path(mergeKey);
                    before.removeIf(old -> Values.same(old.path(mergeKey), gone));
                }
                case "replace" -> replaces = true;
                case "merge" -> throw StrategicErrors.internal("merging lists cannot yet be specified in the patch");
                default -> throw StrategicErrors.unknownDirective(directive, change);
            }
        }
        return replaces ? new Split(changes, List.of()) : new Split(before, changes);
    }

    private List<JsonNode> mergeItems(List<JsonNode> kept, List<JsonNode> changes) {
        List<JsonNode> merged = new ArrayList<>(kept);
        for (JsonNode change : changes) {
            int at = find(merged, named(change));
            if (at < 0) {
                merged.add(change);
            } else {
                ObjectNode old = StrategicErrors.map(merged.get(at));
                merged.set(at, StrategicMerge.merge(old, StrategicErrors.map(change), element));
            }
        }
        return merged;
    }

    private JsonNode named(JsonNode item) {
        if (!item.has(mergeKey)) {
            throw StrategicErrors.noMergeKey(item, mergeKey);
        }
        return item;
    }

    /// `merged` with the items that `order` names in that order, and the others where they stood in `before`.
    private ArrayNode arranged(List<JsonNode> merged, List<JsonNode> order, List<JsonNode> before) {
        List<JsonNode> ordered = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode item : merged) {
            (find(order, item) < 0 ? others : ordered).add(item);
        }
        ordered.sort(Comparator.comparingInt(item -> find(order, item)));
        others.sort(Comparator.comparingInt(item -> find(before, item)));
        ArrayNode all = empty();
        int next = 0;
        for (JsonNode item : ordered) {
            int place = find(before, item);
            while (next < others.size() && place >= 0 && inFront(before, others.get(next), place)) {
                all.add(others.get(next++));
            }
            all.add(item);
        }
        return all.addAll(others.subList(next, others.size()));
    }

    private boolean inFront(List<JsonNode> before, JsonNode other, int place) {
        int at = find(before, other);
        return at >= 0 && at < place;
    }

    /// The patch's items must stand in it as they stand in `order`. Deletions do not count, nor do other directives as
    /// long as something of `order` is left.
    private void checkOrder(ArrayNode patch, ArrayNode order) {
        List<JsonNode> left = new ArrayList<>();
        for (JsonNode item : patch) {
            if (!item.path(StrategicMerge.DIRECTIVE).asString("").equals("delete")) {
                left.add(item);
            }
        }
        int next = 0;
        int at = 0;
        while (next < left.size() && at < order.size()) {
            JsonNode item = left.get(next);
            if (item.has(StrategicMerge.DIRECTIVE)) {
                next++;
            } else if (sameName(item, order.get(at++))) {
                next++;
            }
        }
        if (next < left.size() && !order.isEmpty()) {
            throw StrategicErrors.orderMismatch(patch, order);
        }
    }

    private boolean sameName(JsonNode item, JsonNode ordered) {
        return mergeKey.isEmpty()
                ? Values.same(item, ordered)
                : Values.same(named(item).path(mergeKey), named(ordered).path(mergeKey));
    }

    private static List<JsonNode> withoutDuplicates(ArrayNode before, ArrayNode patch) {
        List<JsonNode> both = new ArrayList<>();
        ArrayNode seen = empty();
        for (ArrayNode list : List.of(before, patch)) {
            for (JsonNode item : list) {
                if (indexOf(seen, item) < 0) {
                    seen.add(item);
                    both.add(item);
                }
            }
        }
        return both;
    }

    private static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>(list.size());
        list.forEach(items::add);
        return items;
    }

    private static ArrayNode empty() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
