package dev.tidewright.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The project's own Java sources.
public final class Sources {
    private Sources() {}

    /// The checkout's top folder, found from the working folder upwards.
    ///
    /// @throws IllegalStateException outside a checkout
    public static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".ci"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not in a checkout of Tidewright: no folder above holds .ci");
    }

    /// All sources of one kind, sorted.
    ///
    /// @param kind `main` or `test`
    public static List<Path> of(String kind) {
        Path part = Path.of("src", kind, "java");
        try (Stream<Path> found = Files.walk(root(), 16)) {
            return found.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(part.toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A path as it reads in a message: from the checkout's top.
    public static String named(Path file) {
        return root().relativize(file).toString();
    }
}
