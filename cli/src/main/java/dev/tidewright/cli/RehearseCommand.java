package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Plays a scenario in virtual time and reports what scaling did.
@Command(
        name = "rehearse",
        description = {
            "Play a scenario in virtual time: what will scaling do, when, at what cost, who waits, and why?",
            "Writes report.html, report.json and journal.jsonl. Exit code 0: the objectives were met; 1: not; "
                    + "2: the input cannot be used."
        },
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "A scenario file, a folder of manifests, or - for either on standard input.")
    private String source;

    @Option(names = "--seed", defaultValue = "1", description = "Same seed, same run (default: 1).")
    private long seed;

    @Option(names = "--for", paramLabel = "TIME", description = "How much to play, e.g. 2h (default: the scenario's).")
    private @Nullable String length;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: rehearsals/NAME).")
    private @Nullable Path out;

    @Option(
            names = "--against",
            paramLabel = "OTHER",
            description = "Play a second scenario with the same seed and set the two side by side.")
    private @Nullable String other;

    private RehearseCommand() {}

    @Override
    public Integer call() throws IOException {
        var scenarios = new Scenarios(RehearseCommand::standardInput);
        Optional<Duration> most = Optional.ofNullable(length).map(RehearseCommand::length);
        Scenario scenario = scenarios.read(source, most);
        Optional<Scenario> baseline = Optional.ofNullable(other).map(name -> scenarios.read(name, most));
        Path folder = out == null ? Path.of("rehearsals", scenario.name()) : out;
        var rehearsals =
                new Rehearsals(spec.commandLine().getOut(), spec.commandLine().getErr());
        return baseline.isPresent()
                ? rehearsals.compare(scenario, baseline.get(), seed, folder)
                : rehearsals.play(scenario, seed, folder);
    }

    static Duration length(String text) {
        try {
            Duration length = Durations.parse(text);
            if (length.isPositive()) {
                return length;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInput(new Place("command line", 0), "--for", "expected a time such as 2h or 90m: " + text);
        }
        throw new BadInput(new Place("command line", 0), "--for", "expected a time above 0: " + text);
    }

    static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
