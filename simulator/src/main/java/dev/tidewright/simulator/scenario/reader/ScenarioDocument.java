package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.cluster.documents.Texts;
import dev.tidewright.cluster.documents.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A scenario's document, laid over the ones that it extends. Mappings are merged, all else is replaced; so are
/// sources of traffic and spreads as a whole, for two halves make none. `null` takes a field of the base away.
final class ScenarioDocument {
    private static final int DEPTH_MAX = 8;
    private static final Set<String> SPREADS = Set.of("boot", "cpu", "waits", "time", "pull", "ready", "think");

    private ScenarioDocument() {}

    /// @throws BadInput where there is no single mapping
    static Mapping single(String file, List<Document> documents) {
        if (documents.size() != 1 || !(documents.getFirst() instanceof Mapping mapping)) {
            throw new BadInput(
                    new Place(file, 1), "", "expected one scenario: a mapping with traffic, services, nodes");
        }
        return mapping;
    }

    /// Lays a document over what it extends.
    ///
    /// @param chain the files that led here, the document's own among them
    /// @throws BadInput where a file is missing, holds no single mapping, or extends itself
    static Mapping extended(Mapping document, List<Path> chain) {
        Fields fields = Fields.of(document, "");
        if (fields.document("extends").isEmpty()) {
            return document;
        }
        Path base = folderOf(document.place())
                .resolve(fields.requiredText("extends"))
                .normalize();
        if (chain.size() > DEPTH_MAX || chain.contains(base)) {
            throw fields.complaint("extends", "expected no circle, and at most " + DEPTH_MAX + " files");
        }
        String text = Texts.read(base)
                .orElseThrow(() -> fields.complaint("extends", "no such file, or not UTF-8 text: " + base));
        chain.add(base);
        Mapping below = extended(single(base.toString(), Yaml.parse(base.toString(), text)), chain);
        return merged(below, document, false);
    }

    private static Mapping merged(Mapping below, Mapping above, boolean whole) {
        Map<String, Document> fields = new LinkedHashMap<>(below.fields());
        Map<String, Place> keys = new LinkedHashMap<>(below.keys());
        above.fields().forEach((name, value) -> {
            Document under = fields.get(name);
            boolean merges = !whole && !SPREADS.contains(name);
            fields.put(
                    name,
                    merges && under instanceof Mapping lower && value instanceof Mapping upper
                            ? merged(lower, upper, name.equals("traffic"))
                            : value);
            keys.put(name, above.placeOf(name));
        });
        fields.remove("extends");
        return new Mapping(above.place(), fields, keys);
    }

    /// The folder from which paths written at this place start.
    static Path folderOf(Place place) {
        Path parent = place.file().equals("-") ? null : Path.of(place.file()).getParent();
        return parent == null ? Path.of("") : parent;
    }
}
