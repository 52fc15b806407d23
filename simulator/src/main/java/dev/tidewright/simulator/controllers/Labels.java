package dev.tidewright.simulator.controllers;

import dev.tidewright.core.objects.Sorted;
import java.util.SortedMap;
import java.util.TreeMap;

/// Labels and annotations that controllers add, and how.
final class Labels {
    static final String POD_TEMPLATE_HASH = "pod-template-hash";
    static final String CONTROLLER_REVISION_HASH = "controller-revision-hash";
    static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    static final String POD_INDEX = "apps.kubernetes.io/pod-index";
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
    static final String MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";
    static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Labels() {}

    static SortedMap<String, String> with(SortedMap<String, String> labels, String key, String value) {
        if (value.equals(labels.get(key))) {
            return labels;
        }
        TreeMap<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return Sorted.copyOf(more);
    }

    static SortedMap<String, String> without(SortedMap<String, String> labels, String key) {
        if (!labels.containsKey(key)) {
            return labels;
        }
        TreeMap<String, String> fewer = new TreeMap<>(labels);
        fewer.remove(key);
        return Sorted.copyOf(fewer);
    }

    /// A whole number; `otherwise` where the annotation is absent or is none.
    static int number(SortedMap<String, String> annotations, String key, int otherwise) {
        try {
            return Integer.parseInt(annotations.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
