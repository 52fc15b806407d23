package dev.tidewright.testkit.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs to their end.
final class Commands {
    private static final long PATIENCE_SECONDS = 120;

    private Commands() {}

    /// @return what the program printed
    /// @throws IllegalStateException with that, where it does not succeed
    static String run(List<String> command, String input) {
        try {
            Path in = Files.createTempFile("input", ".txt");
            Path out = Files.createTempFile("output", ".txt");
            try {
                Files.writeString(in, input);
                Process process = new ProcessBuilder(command)
                        .redirectInput(in.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                String said = Files.readString(out, StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + ": " + said);
                }
                return said;
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
