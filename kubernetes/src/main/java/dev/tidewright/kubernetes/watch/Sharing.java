package dev.tidewright.kubernetes.watch;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes equal parts of objects one part, so that the pods of one template cost little. Remembers the 4,096 parts of
/// each
/// sort that were met last. Thread-safe.
final class Sharing {
    private static final int MOST = 4_096;
    /// The volume with which the API server hands a pod its service account; its name ends at random.
    private static final String ACCESS = "kube-api-access-";

    private final Map<Object, Object> parts = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > MOST;
        }
    };

    <T extends KubeObject> T shared(T object, Class<T> type) {
        KubeObject lean = object.with(shared(object.meta()));
        if (lean instanceof Pod pod) {
            lean = new Pod(pod.meta(), one(common(pod.spec())), pod.node(), pod.status());
        }
        return type.cast(lean);
    }

    private ObjectMeta shared(ObjectMeta meta) {
        return new ObjectMeta(
                one(meta.namespace()),
                meta.name(),
                meta.uid(),
                one(meta.labels()),
                one(meta.annotations()),
                one(meta.owners()),
                meta.created(),
                meta.deleted(),
                meta.version(),
                meta.generation());
    }

    private static PodSpec common(PodSpec spec) {
        List<Volume> volumes = spec.volumes().stream()
                .map(volume -> volume.name().startsWith(ACCESS)
                        ? new Volume(
                                ACCESS,
                                volume.source(),
                                volume.claim(),
                                volume.medium(),
                                volume.disk(),
                                volume.readOnly())
                        : volume)
                .toList();
        return spec.withVolumes(volumes);
    }

    @SuppressWarnings("unchecked") // equal to what it replaces, and of its class
    private synchronized <T> T one(T part) {
        Object known = parts.putIfAbsent(part, part);
        return known != null && known.getClass() == part.getClass() ? (T) known : part;
    }
}
