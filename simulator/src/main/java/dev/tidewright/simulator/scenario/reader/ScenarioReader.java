package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Complaints;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.ManifestSources;
import dev.tidewright.cluster.documents.Manifests;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.TrafficReader.Timeframe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads one scenario's document. Not thread-safe; for one use.
final class ScenarioReader {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z"); // a Monday
    private static final List<String> SECTIONS = List.of(
            "extends",
            "name",
            "start",
            "for",
            "copies",
            "manifests",
            "nodes",
            "services",
            "databases",
            "caches",
            "traffic",
            "faults",
            "objectives",
            "metrics",
            "autoscaling",
            "release",
            "currency");
    private static final Duration LENGTH = Duration.ofHours(2);
    private final ManifestSources sources;
    private final Optional<Duration> played;
    private final Complaints complaints = new Complaints();

    /// @param played how much to play; empty: what the scenario says
    ScenarioReader(Supplier<String> standardInput, Optional<Duration> played) {
        this.sources = new ManifestSources(standardInput);
        this.played = played;
    }

    /// Reads in three steps, each only where the one before went well, so that no complaint follows from another: the
    /// sections and times, the manifests, all the rest.
    ///
    /// @throws BadInput naming every mistake of the first step that has any
    Scenario read(Mapping document) {
        Copies copies = Copies.of(Fields.of(document, ""));
        Fields scenario = Fields.of(copies.entries(document), "");
        SECTIONS.forEach(scenario::document);
        complaints.check(scenario::refuseUnknown);
        Timeframe frame = frame(scenario);
        complaints.settle();
        Manifests manifests = manifests(copies.manifests(documents(scenario)));
        Reading reading = new Reading(complaints, new Workloads(manifests.typed()));
        Scenario read = read(scenario, frame, manifests, reading);
        new ReferenceCheck(complaints, scenario, read).run();
        complaints.check(() -> ReleaseReader.read(scenario));
        complaints.settle();
        return read;
    }

    private Timeframe frame(Fields scenario) {
        Instant start = kept(() -> scenario.instant("start")).orElse(START);
        Duration length = kept(() -> Units.length(scenario, "for")).orElse(LENGTH);
        return new Timeframe(start, length, played.orElse(length));
    }

    private <T> Optional<T> kept(Supplier<Optional<T>> reading) {
        return complaints.attempt(reading).flatMap(found -> found);
    }

    private Manifests manifests(List<Document> documents) {
        complaints.settle();
        Manifests manifests = Manifests.of(documents, complaints);
        complaints.settle();
        return manifests.withTargets(complaints);
    }

    private Scenario read(Fields scenario, Timeframe frame, Manifests manifests, Reading reading) {
        StoreReader stores = new StoreReader(reading);
        List<DatabaseSpec> databases = stores.databases(scenario);
        List<CacheSpec> caches = stores.caches(scenario);
        SettingsReader settings = new SettingsReader(reading);
        return new Scenario(
                kept(() -> scenario.text("name"))
                        .orElseGet(() -> nameOf(scenario.place().file())),
                frame.start(),
                frame.played(),
                manifests.typed(),
                new NodeGroupReader(reading).read(scenario),
                new ServiceReader(reading).read(scenario),
                databases,
                caches,
                new TrafficReader(reading, frame).read(scenario),
                new FaultReader(reading, frame.scaled()).read(scenario),
                new ObjectiveReader(reading).read(scenario),
                settings.metrics(scenario),
                settings.autoscaling(scenario, manifests.others()),
                kept(() -> scenario.text("currency")).orElse("USD"),
                reading.assumptions(),
                manifests.notes(),
                manifests.documents());
    }

    /// What a file or folder is called in reports.
    static String nameOf(String source) {
        Path name = Path.of(source).toAbsolutePath().normalize().getFileName();
        return source.equals("-") || name == null
                ? "scenario"
                : name.toString().replaceFirst("\\.(yaml|yml|json)$", "");
    }

    private List<Document> documents(Fields scenario) {
        List<Document> all = new ArrayList<>();
        complaints.check(() -> scenario.list("manifests", item -> {
            complaints.check(() -> all.addAll(sources.documents(
                    item.text(),
                    ScenarioDocument.folderOf(item.document().place()),
                    expected -> new dev.tidewright.cluster.documents.BadInput(
                            item.document().place(), item.path(), expected))));
            return item;
        }));
        if (complaints.isEmpty() && all.isEmpty()) {
            complaints.add(Units.missing(scenario, "manifests", "files or folders, e.g. [manifests]"));
        }
        return all;
    }
}
