package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Field;
import dev.tidewright.apiserver.schemas.Items;
import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Schema;
import dev.tidewright.apiserver.schemas.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What differs between two documents. No path is in more than one of the sets.
///
/// Source of the rules: structured-merge-diff, `typed/compare.go`.
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
    static Comparison of(JsonNode before, JsonNode after, Schema schema) {
        Growth added = Growth.root();
        Growth modified = Growth.root();
        Growth removed = Growth.root();
        new Place(added, modified, removed).compare(before, after, schema);
        return new Comparison(added.freeze(), modified.freeze(), removed.freeze());
    }

    /// The differences outside of `ignored`.
    Comparison without(FieldSet ignored) {
        return new Comparison(added.without(ignored), modified.without(ignored), removed.without(ignored));
    }

    /// One place that both documents may have.
    private record Place(Growth added, Growth modified, Growth removed) {
        Place at(PathElement step) {
            return new Place(added.at(step), modified.at(step), removed.at(step));
        }

        void compare(@Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
            Form old = Form.of(schema, before);
            Form now = Form.of(schema, after);
            boolean leaf;
            if (after == null) {
                leaf = visit(old, before, after, schema);
            } else if (before == null || old == now) {
                leaf = visit(now, before, after, schema);
            } else {
                visit(old, before, after, schema);
                leaf = visit(now, before, after, schema);
            }
            if (!leaf) {
                comeOrGone(before, after);
            }
        }

        private void comeOrGone(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == null) {
                added.include();
            } else if (after == null) {
                removed.include();
            }
        }

        /// Whether the place is one value.
        private boolean visit(Form form, @Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
            return switch (form) {
                case SCALAR -> leaf(before, after);
                case OBJECT -> objects(before, after, schema.members());
                case LIST -> lists(before, after, schema.items());
            };
        }

        private boolean leaf(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before != null && after != null) {
                if (!Values.same(before, after)) {
                    modified.include();
                }
            } else {
                comeOrGone(before, after);
            }
            return true;
        }

        private boolean objects(@Nullable JsonNode before, @Nullable JsonNode after, Members members) {
            ObjectNode old = Form.object(before);
            ObjectNode now = Form.object(after);
            boolean bare = members.held().isEmpty() && Form.isBare(old) && Form.isBare(now);
            if (members.atomic() || bare || (old == null && now == null)) {
                return leaf(before, after);
            }
            if (now != null) {
                for (Map.Entry<String, JsonNode> field : now.properties()) {
                    member(
                            field.getKey(),
                            old == null ? null : old.get(field.getKey()),
                            field.getValue(),
                            old,
                            now,
                            members);
                }
            }
            if (old != null) {
                for (Map.Entry<String, JsonNode> field : old.properties()) {
                    if (now == null || !now.has(field.getKey())) {
                        member(field.getKey(), field.getValue(), null, old, now, members);
                    }
                }
            }
            held(old, now, members);
            return false;
        }

        /// Fields that stand in neither, but count as something in the one object that there is.
        private void held(@Nullable ObjectNode old, @Nullable ObjectNode now, Members members) {
            ObjectNode only = old == null ? now : now == null ? old : null;
            if (only == null) {
                return;
            }
            for (Field field : members.held()) {
                if (!only.has(field.name())) {
                    member(field.name(), null, null, old, now, members);
                }
            }
        }

        private void member(
                String name,
                @Nullable JsonNode before,
                @Nullable JsonNode after,
                @Nullable ObjectNode old,
                @Nullable ObjectNode now,
                Members members) {
            JsonNode was = before == null && old != null ? absent(name, members) : before;
            JsonNode is = after == null && now != null ? absent(name, members) : after;
            if (was == null && is == null) {
                return;
            }
            if (was == null || is == null || !Values.same(was, is)) {
                at(new PathElement.Name(name)).compare(was, is, members.at(name).orElse(Schema.ANYTHING));
            }
        }

        private static @Nullable JsonNode absent(String name, Members members) {
            return members.field(name).flatMap(Field::absent).orElse(null);
        }

        private boolean lists(@Nullable JsonNode before, @Nullable JsonNode after, Items items) {
            ArrayNode old = Form.list(before);
            ArrayNode now = Form.list(after);
            if (items.atomic() || (Form.isBare(old) && Form.isBare(now))) {
                return leaf(before, after);
            }
            Map<PathElement, List<JsonNode>> was = byName(items, old);
            Map<PathElement, List<JsonNode>> is = byName(items, now);
            was.forEach((name, values) -> item(name, values, is.getOrDefault(name, List.of()), items.element()));
            is.forEach((name, values) -> {
                if (!was.containsKey(name)) {
                    item(name, List.of(), values, items.element());
                }
            });
            return false;
        }

        /// Items that share a name count as one value.
        private void item(PathElement name, List<JsonNode> was, List<JsonNode> is, Schema schema) {
            JsonNode before = was.isEmpty() ? null : was.getFirst();
            JsonNode after = is.isEmpty() ? null : is.getFirst();
            Place place = at(name);
            if (was.size() <= 1 && is.size() <= 1) {
                place.compare(before, after, schema);
            } else if (was.size() > 1 && is.size() > 1) {
                if (!sameItems(was, is)) {
                    place.modified.include();
                }
            } else if (was.size() > 1) {
                if (after != null) {
                    place.compare(null, after, schema);
                }
                place.removed.include();
            } else {
                if (before != null) {
                    place.compare(before, null, schema);
                }
                place.added.include();
            }
        }

        private static boolean sameItems(List<JsonNode> was, List<JsonNode> is) {
            boolean same = was.size() == is.size();
            for (int i = 0; same && i < was.size(); i++) {
                same = Values.same(was.get(i), is.get(i));
            }
            return same;
        }

        private static Map<PathElement, List<JsonNode>> byName(Items items, @Nullable ArrayNode list) {
            Map<PathElement, List<JsonNode>> named = new TreeMap<>();
            if (list != null) {
                for (JsonNode item : list) {
                    ItemNames.of(items, item)
                            .ifPresent(name -> named.computeIfAbsent(name, _ -> new ArrayList<>(1))
                                    .add(item));
                }
            }
            return named;
        }
    }
}
