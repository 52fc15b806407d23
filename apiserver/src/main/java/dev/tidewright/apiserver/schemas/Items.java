package dev.tidewright.apiserver.schemas;

import java.util.List;

/// What a list holds.
///
/// @param atomic whether the list is one value, which its owner owns as a whole (`x-kubernetes-list-type: atomic`)
/// @param keys   the fields that name an item (`map`); empty for a set of plain values
public record Items(Schema element, boolean atomic, List<String> keys) {
    /// A place that takes no list.
    static final Items NONE = new Items(Schema.ANYTHING_AS_ONE, true, List.of());

    public Items {
        keys = List.copyOf(keys);
    }

    public static Items asOne(Schema element) {
        return new Items(element, true, List.of());
    }
}
