package dev.tidewright.apiserver.apply;

import dev.tidewright.apiserver.schemas.Members;
import dev.tidewright.apiserver.schemas.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/// A set of paths into a document, as a tree sorted at every level. Immutable.
///
/// A path in the set says nothing about those above or below it.
final class FieldSet {
    static final FieldSet EMPTY = new FieldSet(List.of());

    private final List<Entry> entries;

    /// One step. Never without meaning: it is a member or has children.
    ///
    /// @param member whether the path that ends here is in the set
    record Entry(PathElement element, boolean member, FieldSet children) {}

    private FieldSet(List<Entry> entries) {
        this.entries = entries;
    }

    /// @param entries sorted by element, each with meaning
    static FieldSet of(List<Entry> entries) {
        return entries.isEmpty() ? EMPTY : new FieldSet(entries);
    }

    static FieldSet ofPath(String... names) {
        FieldSet set = EMPTY;
        for (int i = names.length - 1; i >= 0; i--) {
            set = of(List.of(new Entry(new PathElement.Name(names[i]), i == names.length - 1, set)));
        }
        return set;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> entries() {
        return entries;
    }

    boolean has(PathElement element) {
        int at = find(element);
        return at >= 0 && entries.get(at).member();
    }

    boolean has(List<String> names) {
        FieldSet set = this;
        for (String name : names.subList(0, names.size() - 1)) {
            set = set.under(new PathElement.Name(name));
        }
        return set.has(new PathElement.Name(names.getLast()));
    }

    /// The paths below `element`, without it.
    FieldSet under(PathElement element) {
        int at = find(element);
        return at < 0 ? EMPTY : entries.get(at).children();
    }

    FieldSet union(FieldSet other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty()
                ? other
                : merge(
                        other,
                        true,
                        true,
                        (left, right) -> new Entry(
                                left.element(),
                                left.member() || right.member(),
                                left.children().union(right.children())));
    }

    FieldSet intersection(FieldSet other) {
        return merge(
                other,
                false,
                false,
                (left, right) -> new Entry(
                        left.element(),
                        left.member() && right.member(),
                        left.children().intersection(right.children())));
    }

    /// The paths that are here and not in `other`; a path in `other` takes nothing that is below it.
    FieldSet difference(FieldSet other) {
        return other.isEmpty()
                ? this
                : merge(
                        other,
                        true,
                        false,
                        (left, right) -> new Entry(
                                left.element(),
                                left.member() && !right.member(),
                                left.children().difference(right.children())));
    }

    /// The paths that are here, and neither in `other` nor below a path of it.
    FieldSet without(FieldSet other) {
        return other.isEmpty()
                ? this
                : merge(
                        other,
                        true,
                        false,
                        (left, right) -> right.member()
                                ? new Entry(left.element(), false, EMPTY)
                                : new Entry(
                                        left.element(),
                                        left.member(),
                                        left.children().without(right.children())));
    }

    /// The set, with each declared field above one of its paths: owning `a.b.c` then also names `a`.
    FieldSet withNamedFields(Schema schema) {
        List<Entry> named = new ArrayList<>(entries.size());
        Members members = schema.members();
        for (Entry entry : entries) {
            Schema inner = Schema.ANYTHING;
            boolean member = entry.member();
            switch (entry.element()) {
                case PathElement.Name(String name) -> {
                    inner = members.at(name).orElse(Schema.ANYTHING);
                    member |= !entry.children().isEmpty() && members.declares(name);
                }
                case PathElement.Keys _ -> inner = schema.items().element();
                case PathElement.Value _, PathElement.Index _ -> {}
            }
            named.add(new Entry(entry.element(), member, entry.children().withNamedFields(inner)));
        }
        return of(named);
    }

    /// Each path, those that end at a level before those that lead on.
    void forEach(Consumer<List<PathElement>> action) {
        visit(new ArrayList<>(), action);
    }

    private void visit(List<PathElement> prefix, Consumer<List<PathElement>> action) {
        for (Entry entry : entries) {
            if (entry.member()) {
                List<PathElement> path = new ArrayList<>(prefix);
                path.add(entry.element());
                action.accept(path);
            }
        }
        for (Entry entry : entries) {
            prefix.add(entry.element());
            entry.children().visit(prefix, action);
            prefix.removeLast();
        }
    }

    private FieldSet merge(FieldSet other, boolean keepLeft, boolean keepRight, BinaryOperator<Entry> both) {
        List<Entry> merged = new ArrayList<>(entries.size() + (keepRight ? other.entries.size() : 0));
        int left = 0;
        int right = 0;
        while (left < entries.size() || right < other.entries.size()) {
            int order = order(left, other, right);
            if (order == 0) {
                Entry entry = both.apply(entries.get(left++), other.entries.get(right++));
                if (entry.member() || !entry.children().isEmpty()) {
                    merged.add(entry);
                }
            } else if (order < 0) {
                add(merged, entries.get(left++), keepLeft);
            } else {
                add(merged, other.entries.get(right++), keepRight);
            }
        }
        return of(merged);
    }

    private int order(int left, FieldSet other, int right) {
        if (left >= entries.size()) {
            return 1;
        }
        return right >= other.entries.size()
                ? -1
                : entries.get(left).element().compareTo(other.entries.get(right).element());
    }

    private static void add(List<Entry> merged, Entry entry, boolean keep) {
        if (keep) {
            merged.add(entry);
        }
    }

    private int find(PathElement element) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = entries.get(middle).element().compareTo(element);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
