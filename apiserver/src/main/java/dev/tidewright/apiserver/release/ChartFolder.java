package dev.tidewright.apiserver.release;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.JsonTrees;
import dev.tidewright.cluster.documents.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A chart's folder in the form in which a release keeps it. Source: `helm.sh/helm/v3/pkg/chart.Chart`.
final class ChartFolder {
    private static final List<String> KNOWN = List.of("Chart.yaml", "values.yaml", "values.schema.json", ".helmignore");
    private static final String TEMPLATES = "templates/";

    private final Path folder;

    ChartFolder(Path folder) {
        this.folder = folder;
    }

    /// @throws IOException where a file cannot be read
    ObjectNode tree() throws IOException {
        ObjectNode chart = JsonNodeFactory.instance.objectNode();
        chart.set("metadata", yaml("Chart.yaml"));
        chart.putNull("lock");
        ArrayNode templates = chart.putArray("templates");
        chart.set("values", yaml("values.yaml"));
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        for (String name : names()) {
            if (name.startsWith(TEMPLATES)) {
                put(templates, name);
            } else if (!KNOWN.contains(name)) {
                put(files, name);
            }
        }
        Path schema = folder.resolve("values.schema.json");
        if (Files.exists(schema)) {
            chart.put("schema", encoded(schema));
        } else {
            chart.putNull("schema");
        }
        chart.set("files", files);
        return chart;
    }

    private ObjectNode yaml(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return JsonNodeFactory.instance.objectNode();
        }
        var documents = Yaml.parse(file.toString(), Files.readString(file));
        return !documents.isEmpty() && documents.getFirst() instanceof Mapping mapping
                ? JsonTrees.tree(mapping)
                : JsonNodeFactory.instance.objectNode();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 8)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void put(ArrayNode list, String name) throws IOException {
        list.addObject().put("name", name).put("data", encoded(folder.resolve(name)));
    }

    private static String encoded(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
