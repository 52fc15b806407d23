package dev.tidewright.apiserver.schemas;

/// What a strategic merge patch does with a field (`x-kubernetes-patch-strategy`, `-merge-key`).
///
/// @param merge      lists only: by `mergeKey`, or as a set of plain values where that is empty
/// @param replace    maps only: taken as a whole
/// @param retainKeys fields that the patch does not name may be dropped by `$retainKeys`
public record PatchStrategy(boolean merge, boolean replace, boolean retainKeys, String mergeKey) {
    /// A field without a strategy: lists are replaced, maps are merged.
    public static final PatchStrategy REPLACE = new PatchStrategy(false, false, false, "");

    /// @param words as in Go's `patchStrategy` tag: `merge`, `replace`, `retainKeys`, joined by commas
    public static PatchStrategy of(String words, String mergeKey) {
        boolean merge = false;
        boolean replace = false;
        boolean retainKeys = false;
        for (String word : words.split(",", -1)) {
            merge |= word.equals("merge");
            replace |= word.equals("replace");
            retainKeys |= word.equals("retainKeys");
        }
        return new PatchStrategy(merge, replace, retainKeys, mergeKey);
    }
}
