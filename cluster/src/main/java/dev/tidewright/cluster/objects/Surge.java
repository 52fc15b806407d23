package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Pods that a Deployment has beyond what was asked for, while as many of its pods leave their nodes. Kept in one
/// annotation beside `spec.replicas`, and void as soon as somebody else writes `spec.replicas`: what was asked for
/// last is then what it says.
///
/// @param byNode how many stand in for pods of each leaving node
public record Surge(SortedMap<String, Integer> byNode) {
    public static final String ANNOTATION = "tidewright.dev/surge";
    public static final Surge NONE = new Surge(new TreeMap<>());

    private static final String TOTAL = "replicas";

    public Surge {
        byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
    }

    /// What the annotation says, where it still holds.
    public static Surge of(Deployment deployment) {
        String text = deployment.meta().annotations().getOrDefault(ANNOTATION, "");
        try {
            SortedMap<String, Integer> counts = parse(text);
            Integer written = counts.remove(TOTAL);
            return written != null && written == deployment.replicas() ? new Surge(counts) : NONE;
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static SortedMap<String, Integer> parse(String text) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            int count = Integer.parseInt(entry.substring(equals + 1));
            if (equals < 1 || count < 0) {
                throw new IllegalArgumentException(text);
            }
            counts.put(entry.substring(0, equals), count);
        }
        return counts;
    }

    public int total() {
        return byNode.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int at(String node) {
        return byNode.getOrDefault(node, 0);
    }

    /// The Deployment with `count` stand-ins for the pods of a node, instead of those it had for it; 0 for none.
    public Deployment put(Deployment deployment, String node, int count) {
        SortedMap<String, Integer> counts = new TreeMap<>(byNode);
        if (count == 0) {
            counts.remove(node);
        } else {
            counts.put(node, count);
        }
        int replicas = deployment.replicas() - at(node) + count;
        return deployment.withReplicas(replicas).with(annotated(deployment.meta(), counts, replicas));
    }

    private static ObjectMeta annotated(ObjectMeta meta, SortedMap<String, Integer> counts, int replicas) {
        SortedMap<String, String> annotations = new TreeMap<>(meta.annotations());
        if (counts.isEmpty()) {
            annotations.remove(ANNOTATION);
        } else {
            StringBuilder text = new StringBuilder(TOTAL + "=" + replicas);
            counts.forEach(
                    (node, count) -> text.append(',').append(node).append('=').append(count));
            annotations.put(ANNOTATION, text.toString());
        }
        return meta.withAnnotations(Sorted.copyOf(annotations));
    }
}
