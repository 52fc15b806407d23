package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import java.nio.file.Files;
import java.nio.file.Path;

/// The scenario of `up` where none is named: the Clipper example's ordinary day, which stands beside the program.
final class DefaultScenario {
    private static final String DAY = "examples/clipper/up.yaml";
    /// Set by `bin/tidewright`: the folder that it stands in.
    private static final String HOME = "TIDEWRIGHT_HOME";

    private DefaultScenario() {}

    /// Its file.
    static String source() {
        String home = System.getenv(HOME);
        Path day = Path.of(home == null ? "." : home).resolve(DAY);
        if (!Files.isReadable(day)) {
            throw new BadInput(
                    new Place("command line", 0), "SCENARIO", "missing, and there is no " + day + "; name a scenario");
        }
        return day.toString();
    }
}
