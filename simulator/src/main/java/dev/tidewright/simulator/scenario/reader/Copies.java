package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a large scenario of a small one (`copies: 500`): a manifest in which `{n}` occurs, and an entry whose name
/// holds
/// it, is read that many times, with 1, 2, 3, … in its place.
///
/// @param count how many; 1 where the scenario asks for none
record Copies(int count) {
    private static final String MARK = "{n}";
    private static final int MAX = 10_000;

    static Copies of(Fields scenario) {
        int count = Units.count(scenario, "copies", 1).orElse(1);
        if (count > MAX) {
            throw scenario.complaint("copies", "expected at most " + MAX);
        }
        return new Copies(count);
    }

    /// The manifests, those with a mark many times.
    List<Document> manifests(List<Document> documents) {
        List<Document> all = new ArrayList<>();
        for (Document document : documents) {
            if (isMarked(document)) {
                for (int n = 1; n <= count; n++) {
                    all.add(numbered(document, n));
                }
            } else {
                all.add(document);
            }
        }
        return all;
    }

    /// The scenario, its marked entries many times.
    Mapping entries(Mapping mapping) {
        Map<String, Document> fields = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        mapping.fields().forEach((name, value) -> {
            int times = name.contains(MARK) ? count : 1;
            for (int n = 1; n <= times; n++) {
                String key = name.replace(MARK, Integer.toString(n));
                keys.put(key, mapping.placeOf(name));
                Document copy = name.contains(MARK) ? numbered(value, n) : value;
                fields.put(key, copy instanceof Mapping inner ? entries(inner) : copy);
            }
        });
        return new Mapping(mapping.place(), fields, keys);
    }

    private static boolean isMarked(Document document) {
        return switch (document) {
            case Mapping mapping ->
                mapping.fields().keySet().stream().anyMatch(name -> name.contains(MARK))
                        || mapping.fields().values().stream().anyMatch(Copies::isMarked);
            case Sequence sequence -> sequence.items().stream().anyMatch(Copies::isMarked);
            case Scalar scalar -> scalar.text().contains(MARK);
        };
    }

    private static Document numbered(Document document, int n) {
        return switch (document) {
            case Mapping mapping -> {
                Map<String, Document> fields = new LinkedHashMap<>();
                Map<String, Place> keys = new LinkedHashMap<>();
                mapping.fields().forEach((name, value) -> {
                    String key = name.replace(MARK, Integer.toString(n));
                    fields.put(key, numbered(value, n));
                    keys.put(key, mapping.placeOf(name));
                });
                yield new Mapping(mapping.place(), fields, keys);
            }
            case Sequence sequence ->
                new Sequence(
                        sequence.place(),
                        sequence.items().stream().map(item -> numbered(item, n)).toList());
            case Scalar scalar ->
                new Scalar(scalar.place(), scalar.type(), scalar.text().replace(MARK, Integer.toString(n)));
        };
    }
}
