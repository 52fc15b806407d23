package dev.tidewright.core.objects;

import java.util.SortedMap;

/// What a workload makes its pods from.
public record PodTemplate(SortedMap<String, String> labels, SortedMap<String, String> annotations, PodSpec spec) {
    public PodTemplate {
        labels = Sorted.copyOf(labels);
        annotations = Sorted.copyOf(annotations);
    }
}
