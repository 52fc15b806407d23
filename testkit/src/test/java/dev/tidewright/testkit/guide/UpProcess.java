package dev.tidewright.testkit.guide;

import dev.tidewright.testkit.Shell;
import dev.tidewright.testkit.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// `tidewright up` as its users start it: a process of its own, driven by real clients.
final class UpProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final Path kubeconfig;
    private final Shell shell;

    private UpProcess(Process process, Path log, Path kubeconfig, Path home) {
        this.process = process;
        this.log = log;
        this.kubeconfig = kubeconfig;
        this.shell = new Shell(home, Sources.root()).with("KUBECONFIG", kubeconfig.toString());
    }

    /// @param home takes kubeconfig, log and whatever clients keep
    /// @param more flags, e.g. `--speed 10`
    static UpProcess start(Path home, String... more) throws IOException {
        Path kubeconfig = home.resolve("up.kubeconfig");
        Path log = home.resolve("up.log");
        List<String> command = tidewright("up", "--kubeconfig", kubeconfig.toString());
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Sources.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TIDEWRIGHT_HOME", Sources.root().toString());
        var up = new UpProcess(builder.start(), log, kubeconfig, home);
        up.waitUntilReady();
        return up;
    }

    private static List<String> tidewright(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidewright.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void waitUntilReady() throws IOException {
        boolean ready = within(READY_WITHIN, () -> !process.isAlive() || text().contains(" is up at "));
        if (!ready || !process.isAlive()) {
            close();
            throw new IllegalStateException("up did not start:\n" + text());
        }
    }

    /// What it has printed.
    String text() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    Shell shell() {
        return shell;
    }

    /// Runs a command that ends by itself.
    Shell.Outcome run(String command) {
        return shell.run(command, Duration.ofMinutes(2));
    }

    /// Runs a command of our own.
    Shell.Outcome tidewrightRun(String... arguments) {
        return run(String.join(" ", tidewright(arguments)) + " --kubeconfig " + kubeconfig);
    }

    /// Asks a command again and again until its output holds a text.
    ///
    /// @return the last outcome, whether it holds it or not
    Shell.Outcome until(String command, String text, Duration most) {
        Shell.Outcome[] last = {run(command)};
        within(most, () -> {
            last[0] = run(command);
            return last[0].out().contains(text);
        });
        return last[0];
    }

    /// Looks twice a second whether something is so; false where it was not so in time.
    static boolean within(Duration most, BooleanSupplier claim) {
        long end = System.nanoTime() + most.toNanos();
        while (!claim.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
