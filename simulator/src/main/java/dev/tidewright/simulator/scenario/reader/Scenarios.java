package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.ManifestSources;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.cluster.documents.Texts;
import dev.tidewright.cluster.documents.Yaml;
import dev.tidewright.simulator.scenario.Release;
import dev.tidewright.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where scenarios come from: a scenario file, or plain manifests around which one is built.
public final class Scenarios {
    private final Supplier<String> standardInput;

    /// @param standardInput the whole of standard input; read at most once, and only where a source is `-`
    public Scenarios(Supplier<String> standardInput) {
        this.standardInput = new Supplier<>() {
            private String text = "";
            private boolean read;

            @Override
            public String get() {
                if (!read) {
                    text = standardInput.get();
                    read = true;
                }
                return text;
            }
        };
    }

    /// Reads what the user named: a scenario file, a manifest file, a folder of manifests, or `-` for either of the
    /// former two on standard input.
    ///
    /// @param length how much to play; empty: what the scenario says
    /// @throws BadInput with one line for each mistake
    public Scenario read(String source, Optional<Duration> length) {
        if (source.equals(ManifestSources.STANDARD_INPUT)) {
            return ofDocuments(source, Yaml.parse(source, standardInput.get()), length);
        }
        Path path = Path.of(source);
        Place place = new Place(source, 0);
        if (Files.isDirectory(path)) {
            return new ManifestScenario(source).of(folder(source, place), length);
        }
        String text = Texts.read(path)
                .orElseThrow(
                        () -> new BadInput(place, "", "expected a scenario or manifests; no such file of UTF-8 text"));
        return ofDocuments(source, Yaml.parse(source, text), length);
    }

    /// The Helm release that a scenario says it is; empty where it says nothing, and for plain manifests.
    ///
    /// @throws BadInput where it cannot be read
    public Optional<Release> release(String source) {
        if (source.equals(ManifestSources.STANDARD_INPUT) || Files.isDirectory(Path.of(source))) {
            return Optional.empty();
        }
        List<Document> documents =
                Yaml.parse(source, Texts.read(Path.of(source)).orElse(""));
        if (documents.size() != 1 || isManifest(documents.getFirst())) {
            return Optional.empty();
        }
        List<Path> chain = new ArrayList<>(List.of(Path.of(source)));
        var whole = ScenarioDocument.extended(ScenarioDocument.single(source, documents), chain);
        return ReleaseReader.read(Fields.of(whole, ""));
    }

    private List<Document> folder(String source, Place place) {
        return new ManifestSources(standardInput)
                .documents(source, Path.of(""), expected -> new BadInput(place, "", expected));
    }

    private Scenario ofDocuments(String source, List<Document> documents, Optional<Duration> length) {
        if (documents.size() == 1 && !isManifest(documents.getFirst())) {
            var document = ScenarioDocument.single(source, documents);
            List<Path> chain = new ArrayList<>(List.of(Path.of(source)));
            return new ScenarioReader(standardInput, length).read(ScenarioDocument.extended(document, chain));
        }
        return new ManifestScenario(source).of(documents, length);
    }

    private static boolean isManifest(Document document) {
        return document instanceof Document.Mapping mapping
                && (mapping.fields().containsKey("kind") || mapping.fields().containsKey("apiVersion"));
    }
}
