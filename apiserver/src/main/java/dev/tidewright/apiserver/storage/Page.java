package dev.tidewright.apiserver.storage;

import dev.tidewright.core.objects.KubeObject;
import java.util.List;

/// One answer to a list.
///
/// @param items     what was asked for, sorted by namespace and name
/// @param version   of the whole list: where a watch goes on
/// @param next      the `continue` token of the rest; empty at the end
/// @param remaining how many are left; 0 at the end, or where a selector makes it unknown
public record Page(List<KubeObject> items, long version, String next, long remaining) {
    public Page {
        items = List.copyOf(items);
    }
}
