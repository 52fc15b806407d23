package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Complaints;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/// Reads a single fault, spelled as in a scenario but without its time.
public final class Faults {
    private Faults() {}

    /// @param objects the workloads that it may name
    /// @throws BadInput naming what cannot be used
    public static Fault now(Document document, Scenario scenario, List<KubeObject> objects) {
        var reading = new Reading(new Complaints(), new Workloads(objects));
        Fields fields = Fields.of(document, "");
        Fault fault = new FaultReader(reading, Duration.ZERO).fault(fields, Duration.ZERO);
        check(fault, fields, scenario);
        return fault;
    }

    private static void check(Fault fault, Fields fields, Scenario scenario) {
        List<String> groups =
                scenario.nodeGroups().stream().map(NodeGroupSpec::name).toList();
        switch (fault) {
            case Fault.StockOut it -> known(fields, "stockOut", it.nodeGroup(), groups);
            case Fault.SpotReclaim it -> known(fields, "spotReclaim", it.nodeGroup(), groups);
            case Fault.NodeCrash it -> known(fields, "nodeCrash", it.nodeGroup(), groups);
            case Fault.SlowDatabase it ->
                known(
                        fields,
                        "slowDatabase",
                        it.database(),
                        scenario.databases().stream().map(DatabaseSpec::name).toList());
            case Fault.CacheFlush it ->
                known(
                        fields,
                        "cacheFlush",
                        it.cache(),
                        scenario.caches().stream().map(CacheSpec::name).toList());
            case Fault.MetricOutage it ->
                it.metric()
                        .ifPresent(name -> known(
                                fields,
                                "metric",
                                name,
                                scenario.metrics().external().stream()
                                        .map(ExternalMetric::name)
                                        .toList()));
            case Fault.CloudOutage it -> {}
            case Fault.Rollout it -> {}
            case Fault.ReplicasReset it -> {}
        }
    }

    private static void known(Fields fields, String field, String name, List<String> known) {
        if (!known.contains(name)) {
            throw fields.complaint(field, "no '" + name + "' in this scenario; expected " + Nearest.oneOf(known));
        }
    }
}
