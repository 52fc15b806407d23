package dev.tidewright.cluster.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Turns files, folders and standard input into documents. A folder gives its own YAML and JSON files in order of
/// name, as `kubectl apply -f` does, not those of folders within.
public final class ManifestSources {
    /// Standard input, by the name that command lines give it.
    public static final String STANDARD_INPUT = "-";

    private final Supplier<String> standardInput;

    /// @param standardInput read at most once, where a source is `-`
    public ManifestSources(Supplier<String> standardInput) {
        this.standardInput = standardInput;
    }

    /// The documents of one source.
    ///
    /// @param source a file, a folder or `-`, as the user wrote it
    /// @param folder that relative sources start from
    /// @param asked  where the source was asked for, for complaints
    /// @throws BadInput where there is nothing to read, or it is not YAML
    public List<Document> documents(String source, Path folder, BadInputAt asked) {
        if (source.equals(STANDARD_INPUT)) {
            return Yaml.parse(STANDARD_INPUT, standardInput.get());
        }
        Path path = folder.resolve(source).normalize();
        if (Files.isDirectory(path)) {
            return ofFolder(path, asked);
        }
        return ofFile(path, asked);
    }

    /// Makes a complaint at the place where a source was asked for.
    @FunctionalInterface
    public interface BadInputAt {
        BadInput complaint(String expected);
    }

    private static List<Document> ofFolder(Path folder, BadInputAt asked) {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(ManifestSources::isManifest).sorted().toList();
        } catch (IOException e) {
            throw asked.complaint("cannot list " + folder + ": " + e.getMessage());
        }
        if (files.isEmpty()) {
            throw asked.complaint("no manifests in " + folder + "; expected .yaml, .yml or .json files");
        }
        List<Document> documents = new ArrayList<>();
        files.forEach(file -> documents.addAll(ofFile(file, asked)));
        return documents;
    }

    private static boolean isManifest(Path path) {
        String name = String.valueOf(path.getFileName());
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private static List<Document> ofFile(Path file, BadInputAt asked) {
        if (!Files.exists(file)) {
            throw asked.complaint("no such file: " + file);
        }
        String text = Texts.read(file).orElseThrow(() -> asked.complaint("cannot read " + file + " as UTF-8 text"));
        return file.toString().endsWith(".json")
                ? List.of(Json.parse(file.toString(), text))
                : Yaml.parse(file.toString(), text);
    }
}
