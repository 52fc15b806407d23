package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cli.Rehearsal;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import dev.tidewright.simulator.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole product on the examples that users start with.
class RehearsalTest {
    private static final Path EXAMPLES = Sources.root().resolve("examples/clipper");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "flash-crowd",
                "stock-out",
                "spot-reclaim",
                "rolling-update",
                "database-brownout",
                "metric-outage-zero"
            })
    void keepsItsInvariantsAfterEveryEvent(String name) {
        var rehearsal = new Rehearsal(scenario(name, Duration.ofMinutes(40)), 1);
        var invariants = new Invariants((Store) rehearsal.world().cluster());
        while (rehearsal.world().step()) {
            invariants.check();
            rehearsal.world().application().check();
        }
        assertThat(rehearsal.world().runtime().failures()).isEmpty();
        assertThat(rehearsal.end().recording().isPartial()).isFalse();
    }

    @Test
    void givesTheSameBytesInTwoFreshProcesses(@TempDir Path folder) throws Exception {
        for (String run : List.of("one", "two")) {
            assertThat(rehearse(folder.resolve(run), "--for", "30m")).isIn(0, 1);
        }
        for (String file : List.of("journal.jsonl", "report.json")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
        assertThat(Files.size(folder.resolve("one/journal.jsonl"))).isPositive();
    }

    @Test
    void writesNothingForBadInput(@TempDir Path folder) throws Exception {
        assertThat(rehearse(folder.resolve("run"), "--for", "soon")).isEqualTo(2);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void leavesAReadablePartialReportWhenInterrupted(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(command("week", folder.resolve("run")))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).startsWith("Rehearsing week");
            process.toHandle().destroy(); // SIGTERM takes the same way as Ctrl-C; the stream stays open
            assertThat(lines.lines()).anyMatch(line -> line.startsWith("Cut short"));
        }
        process.waitFor();
        assertThat(folder.resolve("run/report.json")).content().contains("\"partial\":true");
        assertThat(folder.resolve("run/report.html")).content().endsWith("</html>\n");
    }

    private static Scenario scenario(String name, Duration length) {
        return new Scenarios(() -> "").read(EXAMPLES.resolve(name + ".yaml").toString(), Optional.of(length));
    }

    private static int rehearse(Path out, String... more) throws IOException, InterruptedException {
        List<String> command = command("flash-crowd", out);
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    private static List<String> command(String scenario, Path out) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidewright.cli.Main",
                "rehearse",
                EXAMPLES.resolve(scenario + ".yaml").toString(),
                "--out",
                out.toString()));
    }
}
