package dev.tidewright.simulator.scenario;

import dev.tidewright.core.objects.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A whole scenario, read and checked.
///
/// @param objects the manifests, in the order in which they were given
/// @param length  how much virtual time is played
public record Scenario(
        String name,
        Instant start,
        Duration length,
        List<KubeObject> objects,
        List<NodeGroupSpec> nodeGroups,
        List<ServiceSpec> services,
        List<DatabaseSpec> databases,
        List<CacheSpec> caches,
        List<TrafficSpec> traffic,
        List<Fault> faults,
        List<Objective> objectives,
        MetricsPipeline metrics,
        AutoscalingSettings autoscaling) {
    public Scenario {
        objects = List.copyOf(objects);
        nodeGroups = List.copyOf(nodeGroups);
        services = List.copyOf(services);
        databases = List.copyOf(databases);
        caches = List.copyOf(caches);
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        objectives = List.copyOf(objectives);
    }
}
