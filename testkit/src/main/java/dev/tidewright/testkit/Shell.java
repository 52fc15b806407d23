package dev.tidewright.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs command lines as a reader of a guide would: with bash, in one folder, kubectl and helm on the path.
public final class Shell {
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /// @param home    takes what clients cache and configure; none of the user's own is read
    /// @param folder  in which commands run
    public Shell(Path home, Path folder) {
        this.folder = folder;
        environment.put("HOME", home.toString());
        environment.put("PATH", Programs.folder() + ":" + System.getenv("PATH"));
    }

    /// The same with one more variable.
    public Shell with(String name, String value) {
        Shell copy = new Shell(Path.of(environment.get("HOME")), folder);
        copy.environment.putAll(environment);
        copy.environment.put(name, value);
        return copy;
    }

    /// What a command did.
    ///
    /// @param stopped whether it was still running when its time was over
    public record Outcome(String command, int exit, String out, String err, boolean stopped) {
        @Override
        public String toString() {
            return "$ " + command + "\n" + out + err + "-> " + (stopped ? "stopped" : "exit " + exit);
        }
    }

    /// Runs a command line to its end, or stops it and all that it started after `most`.
    public Outcome run(String command, Duration most) {
        try {
            return start(command, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + command, e);
        }
    }

    private Outcome start(String command, Duration most) throws IOException, InterruptedException {
        Path out = Files.createTempFile("shell", ".out");
        Path err = Files.createTempFile("shell", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().remove("KUBECONFIG");
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                process.waitFor();
            }
            return new Outcome(command, process.exitValue(), Files.readString(out), Files.readString(err), !ended);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
