package dev.tidewright.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.testkit.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Follows the guide: each of its commands as printed, by the real kubectl and helm, one after the other on one
/// cluster.
class GuideCommandsTest {
    private static final Duration SHOWS_WITHIN = Duration.ofSeconds(20); // twenty minutes there

    @TempDir
    static Path home;

    private static UpProcess up;

    /// As much traffic as keeps the autoscalers busy without stopping them at their limits.
    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.start(home);
        assertThat(up.tidewrightRun("traffic", "set", "250rps").exit()).isZero();
        Shell.Outcome outcome =
                up.until("kubectl get events -n clipper-production", "SuccessfulRescale", Duration.ofSeconds(30));
        assertThat(outcome.out()).contains("SuccessfulRescale");
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @TestFactory
    Stream<DynamicTest> eachCommandDoesWhatItsReaderExpects() throws IOException {
        return GuideCommand.all().stream()
                .map(command -> DynamicTest.dynamicTest(command.title(), () -> follow(command)));
    }

    private static void follow(GuideCommand command) {
        String line = filledIn(command.run());
        Shell.Outcome outcome = command.stopAfter()
                .map(seconds -> up.shell().run(line, Duration.ofSeconds(seconds)))
                .orElseGet(() -> up.run(line));
        assertThat(outcome.stopped())
                .as("%s", outcome)
                .isEqualTo(command.stopAfter().isPresent());
        if (!outcome.stopped()) {
            assertThat(command.exits()).as("%s", outcome).contains(outcome.exit());
        }
        matches(outcome, outcome.out(), command.out());
        matches(outcome, outcome.err(), command.err());
        command.then().ifPresent(then -> {
            Shell.Outcome[] last = {up.run(then)};
            boolean shown = UpProcess.within(SHOWS_WITHIN, () -> {
                last[0] = up.run(then);
                return finds(command.shows(), last[0].out());
            });
            assertThat(shown)
                    .as("%s%nwanted: %s%nafter %s", last[0], command.shows(), outcome)
                    .isTrue();
        });
    }

    private static void matches(Shell.Outcome outcome, String text, List<String> expected) {
        for (String each : expected) {
            assertThat(finds(each, text)).as("%s%nwanted: %s", outcome, each).isTrue();
        }
    }

    private static boolean finds(String regex, String text) {
        return java.util.regex.Pattern.compile(regex).matcher(text).find();
    }

    /// A pod of the backend, and a node that may be drained: PostgreSQL and Redis stay where they are.
    private static String filledIn(String line) {
        String filled = line;
        if (filled.contains("<pod-name>")) {
            filled = filled.replace(
                    "<pod-name>",
                    firstOf("kubectl get pods -n clipper-production -l app=clipper-backend"
                            + " --field-selector=status.phase=Running -o name | sed s,pod/,,"));
        }
        if (filled.contains("<node-name>")) {
            filled = filled.replace(
                    "<node-name>",
                    firstOf("kubectl get nodes -o name | sed s,node/,,"
                            + " | grep -v -x -F \"$(kubectl get pods -n clipper-production -l 'app in (postgres, redis)'"
                            + " -o jsonpath='{range .items[*]}{.spec.nodeName}{\"\\n\"}{end}')\""));
        }
        return filled;
    }

    private static String firstOf(String command) {
        Shell.Outcome outcome = up.run(command);
        return outcome.out().lines().findFirst().orElseThrow(() -> new AssertionError(outcome.toString()));
    }
}
