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
    private static final Duration LENGTH = Duration.ofHours(2);
    private final ManifestSources sources;
    private final Optional<Duration> played;
    private final Complaints complaints = new Complaints();

    /// @param played how much to play; empty: what the scenario says
    ScenarioReader(Supplier<String> standardInput, Optional<Duration> played) {
        this.sources = new ManifestSources(standardInput);
        this.played = played;
    }

    Scenario read(Mapping document) {
        Copies copies =
                complaints.attempt(() -> Copies.of(Fields.of(document, ""))).orElse(new Copies(1));
        Fields scenario = Fields.of(copies.entries(document), "");
        scenario.document("extends"); // both done with, and still known
        scenario.document("copies");
        Manifests manifests = Manifests.of(copies.manifests(documents(scenario)), complaints);
        manifests.requireTargets(complaints);
        Reading reading = new Reading(complaints, new Workloads(manifests.typed()));
        Scenario read = read(scenario, manifests, reading);
        complaints.check(scenario::refuseUnknown);
        new ReferenceCheck(complaints, scenario, read).run();
        complaints.settle();
        return read;
    }

    private Scenario read(Fields scenario, Manifests manifests, Reading reading) {
        Instant start = complaints
                .attempt(() -> scenario.instant("start"))
                .flatMap(at -> at)
                .orElse(START);
        Duration length = complaints
                .attempt(() -> Units.length(scenario, "for"))
                .flatMap(found -> found)
                .orElse(LENGTH);
        StoreReader stores = new StoreReader(reading);
        List<DatabaseSpec> databases = stores.databases(scenario);
        List<CacheSpec> caches = stores.caches(scenario);
        SettingsReader settings = new SettingsReader(reading);
        Timeframe frame = new Timeframe(start, length, played.orElse(length));
        return new Scenario(
                text(scenario, "name").orElseGet(() -> nameOf(scenario)),
                start,
                frame.played(),
                manifests.typed(),
                new NodeGroupReader(reading).read(scenario),
                new ServiceReader(reading).read(scenario),
                databases,
                caches,
                new TrafficReader(reading, frame).read(scenario),
                new FaultReader(reading, length).read(scenario),
                new ObjectiveReader(reading).read(scenario),
                settings.metrics(scenario),
                settings.autoscaling(scenario),
                text(scenario, "currency").orElse("USD"),
                reading.assumptions(),
                manifests.notes());
    }

    private Optional<String> text(Fields scenario, String name) {
        return complaints.attempt(() -> scenario.text(name)).flatMap(found -> found);
    }

    private static String nameOf(Fields scenario) {
        String file = String.valueOf(Path.of(scenario.place().file()).getFileName());
        return file.replaceFirst("\\.[^.]+$", "");
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
