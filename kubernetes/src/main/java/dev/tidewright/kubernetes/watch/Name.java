package dev.tidewright.kubernetes.watch;

import dev.tidewright.core.objects.KubeObject;

/// Names one object of a kind; sorts as the port does.
record Name(String namespace, String name) implements Comparable<Name> {
    static Name of(KubeObject object) {
        return new Name(object.meta().namespace(), object.meta().name());
    }

    @Override
    public int compareTo(Name other) {
        int bySpace = namespace.compareTo(other.namespace);
        return bySpace != 0 ? bySpace : name.compareTo(other.name);
    }
}
