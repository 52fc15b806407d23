package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Sorted;
import java.util.SortedMap;

/// The labels of the cluster's namespaces, by name; pod affinity may select namespaces by label.
public record Namespaces(SortedMap<String, SortedMap<String, String>> labels) {
    public static final Namespaces UNLABELLED = new Namespaces(Sorted.empty());

    public Namespaces {
        labels = Sorted.copyOf(labels);
    }

    SortedMap<String, String> labelsOf(String namespace) {
        return labels.getOrDefault(namespace, Sorted.empty());
    }
}
