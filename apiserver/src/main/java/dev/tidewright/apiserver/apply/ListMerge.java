package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Items;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;

/// Lays one list with named items over another: the upper list's items come in its order, the others keep their place
/// between them as far as that goes.
final class ListMerge {
    private final Items items;
    private final List<Item> lower;
    private final List<Item> upper;
    private final Map<PathElement, JsonNode> below = new TreeMap<>();
    private final Map<PathElement, JsonNode> above = new TreeMap<>();
    private final Set<PathElement> done = new TreeSet<>();
    private final Deque<PathElement> shared = new ArrayDeque<>();
    private int left;
    private int right;

    private record Item(PathElement name, JsonNode value) {}

    ListMerge(Items items, @Nullable ArrayNode below, @Nullable ArrayNode above) {
        this.items = items;
        this.lower = named(below, this.below);
        this.upper = named(above, this.above);
        for (Item item : upper) {
            if (this.below.containsKey(item.name())) {
                shared.add(item.name());
            }
        }
    }

    void into(ArrayNode merged) {
        while (left < lower.size() || right < upper.size()) {
            if (left < lower.size() && right < upper.size() && !both(merged)) {
                continue;
            }
            if (left < lower.size() && !lowerOnly(merged)) {
                continue;
            }
            if (right < upper.size()) {
                take(merged, upper.get(right++).name());
            }
        }
    }

    /// Takes the next items if they are the same one, or passes over one whose turn is later; false if it did.
    private boolean both(ArrayNode merged) {
        PathElement name = lower.get(left).name();
        if (name.compareTo(upper.get(right).name()) == 0) {
            left++;
            right++;
            take(merged, name);
            return false;
        }
        if (above.containsKey(name) && !shared.isEmpty() && shared.peek().compareTo(name) != 0) {
            left++;
            return false;
        }
        return true;
    }

    /// Takes the next item of the lower list if only that has it; false if it did.
    private boolean lowerOnly(ArrayNode merged) {
        Item item = lower.get(left);
        if (!above.containsKey(item.name())) {
            left++;
            add(merged, item.value(), null);
            return false;
        }
        if (done.contains(item.name())) {
            left++;
        }
        return true;
    }

    private void take(ArrayNode merged, PathElement name) {
        done.add(name);
        add(merged, below.get(name), above.get(name));
        if (!shared.isEmpty() && shared.peek().compareTo(name) == 0) {
            shared.remove();
        }
    }

    private void add(ArrayNode merged, @Nullable JsonNode under, @Nullable JsonNode over) {
        JsonNode value = Merge.merge(under, over, items.element());
        if (value != null) {
            merged.add(value);
        }
    }

    private List<Item> named(@Nullable ArrayNode list, Map<PathElement, JsonNode> index) {
        List<Item> named = new ArrayList<>();
        if (list != null) {
            for (JsonNode value : list) {
                ItemNames.of(items, value).ifPresent(name -> {
                    named.add(new Item(name, value));
                    // Items that share a name are not merged with: the upper one replaces them.
                    index.merge(name, value, (_, _) -> NullNode.getInstance());
                });
            }
        }
        return named;
    }
}
