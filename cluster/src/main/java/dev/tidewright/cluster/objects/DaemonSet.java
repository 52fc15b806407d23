package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `apps/v1` DaemonSet: one pod on every node that its template fits.
public record DaemonSet(ObjectMeta meta, LabelSelector selector, PodTemplate template, int desired, int ready)
        implements KubeObject {
    @Override
    public DaemonSet with(ObjectMeta meta) {
        return new DaemonSet(meta, selector, template, desired, ready);
    }

    public DaemonSet with(PodTemplate template) {
        return new DaemonSet(meta, selector, template, desired, ready);
    }

    @Override
    public DaemonSet withStatusOf(KubeObject other) {
        DaemonSet from = (DaemonSet) other;
        return new DaemonSet(meta, selector, template, from.desired, from.ready);
    }

    @Override
    public String kind() {
        return "DaemonSet";
    }
}
