package dev.tidewright.simulator.store;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which pods stand on a node, and which a selector selects. A selector is indexed when it is first asked for; the
/// 16,384 that were asked for last are kept.
final class PodIndex {
    private static final int MAX_SELECTORS = 1 << 14;

    private final Bucket everyPod;
    private final Map<String, Bucket> byNode = new HashMap<>(); // never walked
    private final LinkedHashMap<Query, Selection> selections = new LinkedHashMap<>(64, 0.75f, true);
    /// Selections by one label that each of their pods must carry, so that a pod is compared with few of them.
    private final Map<Label, List<Selection>> byLabel = new HashMap<>(); // never walked

    private record Query(String namespace, LabelSelector selector) {}

    private record Label(String namespace, String key, String value) {
        boolean isOn(Pod pod) {
            return key.isEmpty() || value.equals(pod.meta().labels().get(key));
        }
    }

    private record Selection(Query query, Label label, Bucket bucket) {}

    PodIndex(Bucket everyPod) {
        this.everyPod = everyPod;
    }

    List<KubeObject> on(String node) {
        Bucket bucket = byNode.get(node);
        return bucket == null ? List.of() : bucket.list();
    }

    List<KubeObject> selected(String namespace, LabelSelector selector) {
        Query query = new Query(namespace, selector);
        Selection known = selections.get(query);
        return (known != null ? known : index(query)).bucket().list();
    }

    private Selection index(Query query) {
        if (selections.size() >= MAX_SELECTORS) {
            forget(selections.firstEntry().getValue());
        }
        Selection selection = new Selection(query, anchor(query), new Bucket());
        selections.put(query, selection);
        byLabel.computeIfAbsent(selection.label(), label -> new ArrayList<>(1)).add(selection);
        everyPod.forEach(slot -> {
            if (selects(selection, (Pod) slot.object)) {
                selection.bucket().add(slot);
            }
        });
        return selection;
    }

    private void forget(Selection selection) {
        selections.remove(selection.query());
        List<Selection> same = byLabel.get(selection.label());
        if (same != null) {
            same.remove(selection);
        }
        selection.bucket().dissolve();
    }

    /// The label to find the selection by; with an empty key where the selector names none.
    private static Label anchor(Query query) {
        var labels = query.selector().matchLabels();
        return labels.isEmpty()
                ? new Label(query.namespace(), "", "")
                : new Label(query.namespace(), labels.lastKey(), labels.getOrDefault(labels.lastKey(), ""));
    }

    private static boolean selects(Selection selection, Pod pod) {
        return pod.meta().namespace().equals(selection.query().namespace())
                && selection.label().isOn(pod)
                && selection.query().selector().matches(pod.meta().labels());
    }

    void added(Slot slot) {
        Pod pod = (Pod) slot.object;
        pod.node().ifPresent(node -> place(slot, node));
        select(slot, pod);
    }

    private void place(Slot slot, String node) {
        byNode.computeIfAbsent(node, name -> new Bucket()).add(slot);
    }

    private void select(Slot slot, Pod pod) {
        String namespace = pod.meta().namespace();
        offer(slot, pod, new Label(namespace, "", ""));
        pod.meta().labels().forEach((key, value) -> offer(slot, pod, new Label(namespace, key, value)));
    }

    private void offer(Slot slot, Pod pod, Label label) {
        List<Selection> candidates = byLabel.get(label);
        if (candidates == null) {
            return;
        }
        for (Selection selection : candidates) {
            if (selects(selection, pod)) {
                selection.bucket().add(slot);
            }
        }
    }

    /// Called after the slot took its new object.
    void changed(Slot slot, Pod before, Pod after) {
        if (!before.meta().labels().equals(after.meta().labels())) {
            leaveSelections(slot);
            select(slot, after);
        }
        if (!before.node().equals(after.node())) {
            after.node().ifPresent(node -> place(slot, node));
        }
    }

    private void leaveSelections(Slot slot) {
        for (Selection selection : new ArrayList<>(selections.values())) {
            selection.bucket().remove(slot);
        }
    }

    /// Called when the slot left all its buckets.
    void removed(Pod pod) {
        pod.node().ifPresent(node -> {
            Bucket bucket = byNode.get(node);
            if (bucket != null && bucket.size() == 0) {
                byNode.remove(node);
            }
        });
    }
}
