package dev.tidewright.insight.leadtime;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.run.Facts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a pod reached each station of its start, as far as the journal tells.
final class PodLife {
    private final ObjectKey pod;
    private final Instant created;
    private @Nullable Instant bound;
    private @Nullable Instant pulled;
    private @Nullable Instant started;
    private @Nullable Instant ready;
    private String node = "";

    PodLife(ObjectKey pod, Instant created) {
        this.pod = pod;
        this.created = created;
    }

    /// Takes note of an entry about the pod. Only its first start counts.
    void note(Entry entry) {
        switch (entry.verb()) {
            case "bind" -> {
                bound = bound == null ? entry.at() : bound;
                node = Facts.text(entry, "node").orElse(node);
            }
            case "pull" -> pulled = pulled == null ? entry.at() : pulled;
            case "start" -> started = started == null ? entry.at() : started;
            case "ready" -> ready = ready == null ? entry.at() : ready;
            default -> {}
        }
    }

    ObjectKey pod() {
        return pod;
    }

    Instant created() {
        return created;
    }

    /// The node it was bound to; the empty string while it has none.
    String node() {
        return node;
    }

    /// The whole way, if the pod went it to its end. A station that was not told took no time.
    Optional<Stations> stations() {
        if (ready == null || bound == null) {
            return Optional.empty();
        }
        Instant image = pulled == null ? bound : pulled;
        return Optional.of(new Stations(bound, image, started == null ? image : started, ready));
    }

    /// In order of time.
    record Stations(Instant bound, Instant pulled, Instant started, Instant ready) {}
}
