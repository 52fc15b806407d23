package dev.tidewright.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs every case file below a folder and prints each failure with the first field that differs.
public final class ConformanceRun {
    /// How it went.
    public record Result(int passed, int failed) {
        /// The plain line that ends a run.
        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed";
        }
    }

    private final Map<String, Player> players = new LinkedHashMap<>();
    private final PrintWriter out;

    public ConformanceRun(List<Player> players, PrintWriter out) {
        for (Player player : players) {
            player.kinds().forEach(kind -> this.players.put(kind, player));
        }
        this.out = out;
    }

    /// @param root a folder, or one case file
    public Result play(Path root) throws IOException {
        int passed = 0;
        int failed = 0;
        for (Path file : files(root)) {
            int before = failed;
            List<Case> cases = CaseFile.read(file);
            for (Case one : cases) {
                Optional<String> failure = failure(one);
                failure.ifPresent(words -> out.println("FAIL " + file + " " + one.name() + ": " + words));
                failed += failure.isPresent() ? 1 : 0;
            }
            passed += cases.size() - (failed - before);
            out.println(file + ": " + new Result(cases.size() - (failed - before), failed - before));
        }
        return new Result(passed, failed);
    }

    private Optional<String> failure(Case one) {
        Player player = players.get(one.kind());
        if (player == null) {
            return Optional.of("no player for cases of kind '" + one.kind() + "'");
        }
        try {
            return player.play(one).map(Difference::toString);
        } catch (RuntimeException e) { // a case must never end the run: whatever it threw is its failure
            return Optional.of("threw " + e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .filter(CaseFile::isOne)
                    .sorted()
                    .toList();
        }
    }
}
