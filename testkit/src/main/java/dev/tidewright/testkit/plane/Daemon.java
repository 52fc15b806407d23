package dev.tidewright.testkit.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program that runs in the background, with its log beside it. Can be stopped and started again.
final class Daemon {
    private static final long GRACE_SECONDS = 10;

    private final String name;
    private final List<String> command;
    private final Path folder;
    private final Ready ready;
    private @Nullable Process process;

    /// Whether the program serves.
    interface Ready {
        boolean isReady();
    }

    Daemon(String name, Path folder, Ready ready, List<String> arguments) {
        this.name = name;
        this.folder = folder;
        this.ready = ready;
        this.command = new ArrayList<>();
        command.add(Programs.folder().resolve(arguments.getFirst()).toString());
        command.addAll(arguments.subList(1, arguments.size()));
    }

    /// Starts it and waits until it serves.
    ///
    /// @throws IllegalStateException with the end of its log where it does not
    void start(Duration patience) {
        Path log = log();
        try {
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            for (long i = 0; i < patience.toMillis() / 100; i++) {
                if (ready.isReady()) {
                    return;
                }
                if (started.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(name + " ended: " + tail(log));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        throw new IllegalStateException(name + " not ready within " + patience + ": " + tail(log));
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
