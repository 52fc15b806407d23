package dev.tidewright.apiserver.apply;

/// Fields that the system or the address of the object sets: nobody owns them.
///
/// Source: `k8s.io/apimachinery/pkg/util/managedfields/internal/stripmeta.go`.
final class SystemFields {
    static final FieldSet PATHS = paths();

    private SystemFields() {}

    private static FieldSet paths() {
        FieldSet all =
                FieldSet.ofPath("apiVersion").union(FieldSet.ofPath("kind")).union(FieldSet.ofPath("metadata"));
        String[] names = {
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "clusterName",
            "generation",
            "managedFields",
            "resourceVersion"
        };
        for (String name : names) {
            all = all.union(FieldSet.ofPath("metadata", name));
        }
        return all;
    }
}
