package dev.tidewright.apiserver.storage;

import dev.tidewright.core.objects.KubeObject;
import java.util.List;

/// Finds places in lists that are sorted by namespace and name.
final class Places {
    private Places() {}

    /// What a `continue` token keeps of an object.
    static String of(KubeObject object) {
        return object.meta().namespace() + "/" + object.meta().name();
    }

    /// The first place of a namespace; of the whole list for an empty one.
    static int begin(List<KubeObject> list, String namespace) {
        return namespace.isEmpty() ? 0 : search(list, namespace, "");
    }

    /// The place behind a namespace's last one.
    static int end(List<KubeObject> list, String namespace) {
        return namespace.isEmpty() ? list.size() : search(list, namespace + "\0", "");
    }

    /// The first place behind an object, which may be gone.
    static int after(List<KubeObject> list, String place) {
        int slash = place.indexOf('/');
        return search(list, place.substring(0, slash), place.substring(slash + 1) + "\0");
    }

    /// The first place that is not before (namespace, name).
    private static int search(List<KubeObject> list, String namespace, String name) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(list.get(middle), namespace, name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(KubeObject object, String namespace, String name) {
        int bySpace = object.meta().namespace().compareTo(namespace);
        return bySpace != 0 ? bySpace : object.meta().name().compareTo(name);
    }
}
