package dev.tidewright.cluster.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads text files.
public final class Texts {
    private Texts() {}

    /// The file's text; empty where it is missing, may not be read or is not UTF-8.
    public static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
