package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.meters.Meters;
import java.time.Instant;
import java.util.Optional;

/// Shows after each look how the loop stands: in the status ConfigMap and in the meters. Not thread-safe.
final class StatusReport {
    private final Standing standing;
    private final StatusMap map;
    private final ClusterMeters meters;
    private Optional<ScalingStatus> latest = Optional.empty();

    StatusReport(Cluster cluster, NodeScalingSettings settings, Deliveries deliveries, Meters meters) {
        this.standing = new Standing(settings.flags().delivery(), deliveries);
        this.map = new StatusMap(cluster, settings.flags().status());
        this.meters = new ClusterMeters(meters, settings.flags().limits());
    }

    /// @param cooling whether nothing may be given back now
    void after(ClusterLook look, boolean healthy, Shrinking shrinking, boolean cooling) {
        ScalingStatus status = standing.after(look, healthy, shrinking.unneeded());
        latest = Optional.of(status);
        map.tell(status, look.now(), look.now(), shrinking.plannedAt());
        meters.show(look, status, cooling);
    }

    /// Where the cloud does not tell its groups.
    void blind(String why, Instant now) {
        ScalingStatus status = standing.blind("cannot read node groups: " + why, now);
        latest = Optional.of(status);
        map.tell(status, now, now, now);
        meters.safe(false);
    }

    /// After a look at which nothing had changed.
    void again(Instant now, Instant plannedAt) {
        latest.ifPresent(status -> map.tell(status, now, now, plannedAt));
    }
}
