package dev.tidewright.simulator.scenario;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.core.objects.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A whole scenario, read and checked.
///
/// @param objects     the manifests, in the order in which they were given; priorities of classes filled in
/// @param length      how much virtual time is played
/// @param currency    of every price and cost, e.g. `USD`
/// @param assumptions what the input did not say and was assumed instead, one sentence each, for the report
/// @param notes       what the input says that a rehearsal does not act on, one sentence each
/// @param documents   the manifests of all kinds as they were written, for a world that tells whole documents
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
        AutoscalingSettings autoscaling,
        String currency,
        List<String> assumptions,
        List<String> notes,
        List<Document> documents) {
    public Scenario {
        objects = List.copyOf(objects);
        nodeGroups = List.copyOf(nodeGroups);
        services = List.copyOf(services);
        databases = List.copyOf(databases);
        caches = List.copyOf(caches);
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        objectives = List.copyOf(objectives);
        assumptions = List.copyOf(assumptions);
        notes = List.copyOf(notes);
        documents = List.copyOf(documents);
    }

    /// The same scenario with other objects.
    public Scenario with(List<KubeObject> objects) {
        return with(objects, documents);
    }

    /// The same scenario with other objects, and the documents in which they are told.
    public Scenario with(List<KubeObject> objects, List<Document> documents) {
        return new Scenario(
                name,
                start,
                length,
                objects,
                nodeGroups,
                services,
                databases,
                caches,
                traffic,
                faults,
                objectives,
                metrics,
                autoscaling,
                currency,
                assumptions,
                notes,
                documents);
    }

    /// The same scenario with other times.
    public Scenario begun(Instant start, Duration length, List<TrafficSpec> traffic, List<Fault> faults) {
        return new Scenario(
                name,
                start,
                length,
                objects,
                nodeGroups,
                services,
                databases,
                caches,
                traffic,
                faults,
                objectives,
                metrics,
                autoscaling,
                currency,
                assumptions,
                notes,
                documents);
    }
}
