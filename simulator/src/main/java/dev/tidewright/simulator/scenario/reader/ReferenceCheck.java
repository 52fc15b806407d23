package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Complaints;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.List;
import java.util.Optional;

/// Checks that what one part of a scenario names exists in another: services, node groups, databases, caches.
final class ReferenceCheck {
    private final Complaints complaints;
    private final Fields scenario;
    private final List<String> services;
    private final List<String> groups;
    private final List<String> databases;
    private final List<String> caches;
    private final List<String> external;

    /// @param read what could be read of the scenario
    ReferenceCheck(Complaints complaints, Fields scenario, Scenario read) {
        this.complaints = complaints;
        this.scenario = scenario;
        this.services = names(
                scenario,
                "services",
                read.services().stream().map(ServiceSpec::name).toList());
        this.groups = names(
                scenario,
                "nodes",
                read.nodeGroups().stream().map(NodeGroupSpec::name).toList());
        this.databases = names(
                scenario,
                "databases",
                read.databases().stream().map(DatabaseSpec::name).toList());
        this.caches = names(
                scenario, "caches", read.caches().stream().map(CacheSpec::name).toList());
        this.external = inner(inner(Optional.of(scenario), "metrics"), "external")
                .map(Fields::names)
                .orElse(List.of());
    }

    /// The names that were written, readable or not: a mistake is complained of once.
    private static List<String> names(Fields scenario, String section, List<String> read) {
        return inner(Optional.of(scenario), section).map(Fields::names).orElse(read);
    }

    void run() {
        require("nodes", groups);
        require("services", services);
        require(
                "traffic",
                inner(Optional.of(scenario), "traffic").map(Fields::names).orElse(List.of()));
        keysKnown(inner(Optional.of(scenario), "traffic"), "service", services);
        Optional<Fields> objectives = inner(Optional.of(scenario), "objectives");
        keysKnown(inner(objectives, "latency"), "service", services);
        keysKnown(inner(objectives, "errors"), "service", services);
        Optional<Fields> all = inner(Optional.of(scenario), "services");
        services.forEach(name -> service(inner(all, name)));
        externalMetrics();
        faults();
    }

    private void externalMetrics() {
        Optional<Fields> all = inner(inner(Optional.of(scenario), "metrics"), "external");
        for (String metric : external) {
            ExternalMetricReader.FIGURES
                    .keySet()
                    .forEach(figure -> valueKnown(inner(all, metric), figure, "service", services));
        }
    }

    private void require(String section, List<String> names) {
        if (names.isEmpty()) {
            complaints.add(Units.missing(scenario, section, "at least one entry"));
        }
    }

    private void service(Optional<Fields> service) {
        keysKnown(inner(service, "calls"), "service", services);
        keysKnown(inner(service, "queries"), "database", databases);
        Optional<Fields> lookUps = inner(service, "lookups");
        keysKnown(lookUps, "cache", caches);
        lookUps.map(Fields::names)
                .orElse(List.of())
                .forEach(
                        cache -> valueKnown(inner(inner(lookUps, cache), "onMiss"), "database", "database", databases));
    }

    private void faults() {
        complaints.check(() -> scenario.list("faults", item -> {
            if (item.document() instanceof Document.Mapping) {
                Optional<Fields> fault = Optional.of(item.fields());
                valueKnown(fault, "stockOut", "node group", groups);
                valueKnown(fault, "spotReclaim", "node group", groups);
                valueKnown(fault, "nodeCrash", "node group", groups);
                valueKnown(fault, "slowDatabase", "database", databases);
                valueKnown(fault, "cacheFlush", "cache", caches);
                valueKnown(fault, "metric", "external metric", external);
            }
            return item;
        }));
    }

    private static Optional<Fields> inner(Optional<Fields> parent, String name) {
        return parent.flatMap(fields -> fields.document(name)
                .filter(Document.Mapping.class::isInstance)
                .map(document -> Fields.of(document, fields.path(name))));
    }

    private void keysKnown(Optional<Fields> section, String what, List<String> known) {
        section.ifPresent(fields -> fields.names().forEach(name -> known(fields, name, name, what, known)));
    }

    private void valueKnown(Optional<Fields> section, String field, String what, List<String> known) {
        section.ifPresent(fields -> fields.document(field)
                .filter(Document.Scalar.class::isInstance)
                .ifPresent(value -> known(fields, field, ((Document.Scalar) value).text(), what, known)));
    }

    private void known(Fields fields, String field, String name, String what, List<String> known) {
        if (!known.contains(name)) {
            complaints.add(fields.complaint(
                    field, "no " + what + " '" + name + "' in this scenario; expected " + Nearest.oneOf(known)));
        }
    }
}
