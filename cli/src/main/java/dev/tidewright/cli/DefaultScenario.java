package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The scenario of `up` where none is named: the Clipper example's ordinary day, which stands beside the program.
final class DefaultScenario {
    private static final String DAY = "examples/clipper/day.yaml";
    /// Set by `bin/tidewright`: the folder that it stands in.
    private static final String HOME = "TIDEWRIGHT_HOME";

    private DefaultScenario() {}

    static Scenario read() {
        String home = System.getenv(HOME);
        Path day = Path.of(home == null ? "." : home).resolve(DAY);
        if (!Files.isReadable(day)) {
            throw new BadInput(
                    new Place("command line", 0), "SCENARIO", "missing, and there is no " + day + "; name a scenario");
        }
        return new Scenarios(() -> "").read(day.toString(), Optional.empty());
    }
}
