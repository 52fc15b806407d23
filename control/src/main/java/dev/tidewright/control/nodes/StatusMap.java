package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps the status ConfigMap (`--write-status-configmap`, `--status-config-map-name`): written whenever something in
/// it
/// changes, and once a minute so that its time shows a living loop. Other data of the map is left alone. Not
/// thread-safe.
///
/// Upstream writes every look; between two changes only the times differ.
final class StatusMap {
    static final String NAMESPACE = "kube-system";
    static final String LAST_UPDATED = "cluster-autoscaler.kubernetes.io/last-updated";
    static final String KEY = "status";
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final NodeScalingFlags.Status flags;
    private Optional<ScalingStatus> written = Optional.empty();
    private Instant writtenAt = Instant.MIN;

    StatusMap(Cluster cluster, NodeScalingFlags.Status flags) {
        this.cluster = cluster;
        this.flags = flags;
    }

    /// @param probed          when the cluster was looked at last
    /// @param scaleDownProbed when scale-down was planned last
    void tell(ScalingStatus status, Instant now, Instant probed, Instant scaleDownProbed) {
        boolean due =
                writtenAt.equals(Instant.MIN) || !writtenAt.plus(AT_LEAST_EVERY).isAfter(now);
        boolean isNew = written.isEmpty() || !written.get().equals(status);
        if (flags.write() && (due || isNew) && write(StatusText.of(status, now, probed, scaleDownProbed), now)) {
            written = Optional.of(status);
            writtenAt = now;
        }
    }

    private boolean write(String text, Instant now) {
        var named = ObjectMeta.named(NAMESPACE, flags.configMapName());
        var there = cluster.get(new ConfigMap(named, Sorted.empty()).key(), ConfigMap.class);
        ConfigMap before = there.orElse(new ConfigMap(named, Sorted.empty()));
        SortedMap<String, String> annotations = new TreeMap<>(before.meta().annotations());
        annotations.put(LAST_UPDATED, StatusText.time(now));
        SortedMap<String, String> data = new TreeMap<>(before.data());
        data.put(KEY, text);
        var map = new ConfigMap(before.meta().withAnnotations(annotations), data);
        Change change = there.isPresent() ? new Change.Replace(map) : new Change.Create(map);
        return cluster.apply(change) instanceof Cluster.Outcome.Applied;
    }
}
