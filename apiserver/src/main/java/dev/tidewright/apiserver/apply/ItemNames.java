package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Field;
import dev.tidewright.apiserver.schemas.Items;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How an item of a set or of a list with keys is named.
final class ItemNames {
    private static final Comparator<PathElement.Key> BY_NAME = Comparator.comparing(PathElement.Key::name);

    private ItemNames() {}

    /// Empty for an item that has no name: a container in a set, or an object without any of the keys.
    static Optional<PathElement> of(Items items, JsonNode item) {
        if (items.keys().isEmpty()) {
            boolean plain = item.isValueNode() && !item.isNull();
            return plain ? Optional.of(new PathElement.Value(item)) : Optional.empty();
        }
        if (!item.isObject()) {
            return Optional.empty();
        }
        List<PathElement.Key> keys = new ArrayList<>(items.keys().size());
        for (String name : items.keys()) {
            JsonNode value = item.get(name);
            if (value == null) {
                usual(items, name).ifPresent(other -> keys.add(new PathElement.Key(name, other)));
            } else {
                keys.add(new PathElement.Key(name, value));
            }
        }
        keys.sort(BY_NAME);
        return keys.isEmpty() ? Optional.empty() : Optional.of(new PathElement.Keys(keys));
    }

    private static Optional<JsonNode> usual(Items items, String name) {
        return items.element().members().field(name).flatMap(Field::usual);
    }
}
