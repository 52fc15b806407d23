package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads YAML (and so JSON) into [Document]s. Empty documents between `---` lines are skipped.
public final class Yaml {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(64 << 20)
            .build();

    private final String file;

    private Yaml(String file) {
        this.file = file;
    }

    /// All documents of a text.
    ///
    /// @param file named in complaints
    /// @throws BadInput where the text is not YAML
    public static List<Document> parse(String file, String text) {
        var reader = new Yaml(file);
        List<Document> documents = new ArrayList<>();
        try {
            for (Node node : new Compose(SETTINGS).composeAllFromString(text)) {
                Document document = reader.document(node);
                if (!(document instanceof Scalar scalar && scalar.type() == Scalar.Type.NULL)) {
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw new BadInput(
                    reader.place(e.getProblemMark().or(e::getContextMark)), "", "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BadInput(new Place(file, 0), "", "not YAML: " + e.getMessage());
        }
        return documents;
    }

    private Document document(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence ->
                new Sequence(
                        place(sequence.getStartMark()),
                        sequence.getValue().stream().map(this::document).toList());
            case ScalarNode scalar ->
                new Scalar(place(scalar.getStartMark()), type(scalar.getTag()), scalar.getValue());
            default -> throw new BadInput(place(node.getStartMark()), "", "expected a mapping, a list or a value");
        };
    }

    private Mapping mapping(MappingNode mapping) {
        Map<String, Document> fields = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        Map<String, Document> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new BadInput(place(tuple.getKeyNode().getStartMark()), "", "expected a plain key");
            }
            Document value = document(tuple.getValueNode());
            if (key.getValue().equals("<<")) {
                merge(value, merged);
            } else if (fields.put(key.getValue(), value) != null) {
                throw new BadInput(place(key.getStartMark()), key.getValue(), "given twice; expected once");
            }
            keys.put(key.getValue(), place(key.getStartMark()));
        }
        merged.forEach(fields::putIfAbsent);
        return new Mapping(place(mapping.getStartMark()), fields, keys);
    }

    /// YAML 1.1's merge key, which Kubernetes' own tools still read: fields of other mappings, the first one wins.
    private static void merge(Document value, Map<String, Document> merged) {
        switch (value) {
            case Mapping other -> other.fields().forEach(merged::putIfAbsent);
            case Sequence others -> others.items().forEach(item -> merge(item, merged));
            case Scalar scalar -> throw new BadInput(scalar.place(), "<<", "expected an alias of a mapping");
        }
    }

    private static Scalar.Type type(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return Scalar.Type.WHOLE_NUMBER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Scalar.Type.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Scalar.Type.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Scalar.Type.NULL : Scalar.Type.TEXT;
    }

    private Place place(java.util.Optional<Mark> mark) {
        return new Place(file, mark.map(m -> m.getLine() + 1).orElse(0));
    }
}
