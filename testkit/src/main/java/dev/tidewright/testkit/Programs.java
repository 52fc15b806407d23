package dev.tidewright.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Programs of others that tests drive: kubectl, helm. `bin/set-up-tests` makes them ready.
public final class Programs {
    private Programs() {}

    /// Where they are: `TIDEWRIGHT_PROGRAMS`, else `~/.cache/tidewright/bin`.
    public static Path folder() {
        return variable("TIDEWRIGHT_PROGRAMS")
                .orElseGet(() -> variable("XDG_CACHE_HOME")
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("tidewright/bin"));
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /// @throws IllegalStateException where it has not been made ready
    public static Path named(String name) {
        Path program = folder().resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("no " + name + " in " + folder() + ": run bin/set-up-tests");
        }
        return program;
    }
}
