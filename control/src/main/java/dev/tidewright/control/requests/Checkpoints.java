package dev.tidewright.control.requests;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.requests.usage.UsageModel;
import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps what was measured in the cluster, one object for each container of each autoscaler, so that a restart loses
/// nothing.
record Checkpoints(Cluster cluster, UsageModel model) {
    /// Goes on from what an earlier process stored.
    ///
    /// @return why a checkpoint was refused, one line each
    List<String> load(ObjectKey vpa, Instant now) {
        List<String> refused = new ArrayList<>();
        for (VerticalPodAutoscalerCheckpoint checkpoint : of(vpa)) {
            model.load(checkpoint, now)
                    .ifPresent(reason -> refused.add(checkpoint.meta().name() + " is not used: " + reason));
        }
        return refused;
    }

    private List<VerticalPodAutoscalerCheckpoint> of(ObjectKey vpa) {
        return cluster.list(VerticalPodAutoscalerCheckpoint.class).stream()
                .filter(each -> each.autoscaler().equals(vpa.name())
                        && each.meta().namespace().equals(vpa.namespace()))
                .toList();
    }

    /// What cannot be stored now is stored next time.
    void store(ObjectKey vpa, Instant now) {
        model.checkpoints(vpa.namespace(), vpa.name(), now).forEach((container, usage) -> {
            var fresh = VerticalPodAutoscalerCheckpoint.of(vpa.namespace(), vpa.name(), container, usage, now);
            Optional<VerticalPodAutoscalerCheckpoint> stored =
                    cluster.get(fresh.key(), VerticalPodAutoscalerCheckpoint.class);
            cluster.apply(
                    stored.isPresent()
                            ? new Change.ReplaceStatus(fresh.with(stored.get().meta()))
                            : new Change.Create(fresh));
        });
    }

    /// The autoscaler is gone.
    void drop(ObjectKey vpa) {
        of(vpa).forEach(checkpoint -> cluster.apply(new Change.Delete(checkpoint.key())));
    }
}
