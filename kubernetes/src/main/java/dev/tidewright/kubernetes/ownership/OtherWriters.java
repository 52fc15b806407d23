package dev.tidewright.kubernetes.ownership;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers who else wrote the status of an autoscaler, and when, from `metadata.managedFields`. Thread-safe.
///
/// Kubernetes' own controller writes a status only when it changes, so a quiet controller looks like none. That is
/// safe: both
/// decide alike, and its first write is seen and ends Tidewright's ownership before the next sync.
public final class OtherWriters {
    /// A controller that has not written for this long is taken for switched off.
    public static final Duration QUIET = Duration.ofMinutes(15);

    private static final List<String> CONTROLLERS = List.of("kube-controller-manager", "horizontal-pod-autoscaler");

    private final Map<ObjectKey, Write> writes = new ConcurrentHashMap<>(); // never walked

    private volatile Instant takenOver = Instant.MIN;

    /// The last write of a status by somebody else.
    public record Write(String manager, Instant at) {}

    /// What was written before `at` does not count: the operator has switched the other controllers off.
    public void takeOver(Instant at) {
        takenOver = at;
    }

    /// Takes note of a document that was read.
    public void read(Document document, KubeObject object) {
        if (!(object instanceof HorizontalPodAutoscaler)) {
            return;
        }
        List<Optional<Write>> all = Fields.of(document, "")
                .mapping("metadata")
                .map(meta -> meta.list("managedFields", item -> write(item.fields())))
                .orElse(List.of());
        Optional<Write> latest = all.stream().flatMap(Optional::stream).max((a, b) -> a.at().compareTo(b.at()));
        if (latest.isPresent()) {
            writes.put(object.key(), latest.get());
        } else {
            writes.remove(object.key());
        }
    }

    private static Optional<Write> write(Fields entry) {
        String manager = entry.text("manager").orElse("");
        return CONTROLLERS.contains(manager)
                        && entry.text("subresource").orElse("").equals("status")
                ? entry.instant("time").map(at -> new Write(manager, at))
                : Optional.empty();
    }

    public void forget(ObjectKey autoscaler) {
        writes.remove(autoscaler);
    }

    /// Who else acts on an autoscaler now; empty: nobody. Times are the API server's: a wall clock that is off by
    /// minutes
    /// shifts when a controller counts as quiet by as much.
    public Optional<Write> active(ObjectKey autoscaler, Instant now) {
        return Optional.ofNullable(writes.get(autoscaler))
                .filter(write -> write.at().isAfter(takenOver))
                .filter(write -> Duration.between(write.at(), now).compareTo(QUIET) < 0);
    }
}
