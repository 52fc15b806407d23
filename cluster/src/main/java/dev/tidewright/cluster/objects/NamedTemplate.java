package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `v1` PodTemplate: a pod's shape that others refer to by name.
public record NamedTemplate(ObjectMeta meta, PodTemplate template) implements KubeObject {
    @Override
    public String kind() {
        return "PodTemplate";
    }

    @Override
    public NamedTemplate with(ObjectMeta meta) {
        return new NamedTemplate(meta, template);
    }
}
