package dev.tidewright.apiserver.storage;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;

/// Which objects of a kind a client asks for.
///
/// @param namespace empty for all of them
public record Selection(String namespace, LabelSelector labels, FieldSelector fields) {
    public boolean selects(KubeObject object) {
        return (namespace.isEmpty() || object.meta().namespace().equals(namespace))
                && (labels.equals(LabelSelector.EVERYTHING)
                        || labels.matches(object.meta().labels()))
                && fields.matches(object);
    }
}
