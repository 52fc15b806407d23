package dev.tidewright.simulator.scenario.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    static final Path CLIPPER = Path.of("../examples/clipper");

    static Stream<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(CLIPPER)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("base.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void eachExampleIsAWholeScenario(Path file) {
        Scenario scenario = read(file);
        assertThat(scenario.name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(scenario.objects()).hasSizeBetween(13, 14); // some bring a vertical autoscaler besides
        assertThat(scenario.services()).hasSize(2);
        assertThat(scenario.nodeGroups().getFirst().max()).isEqualTo(10);
        assertThat(scenario.assumptions()).isEmpty();
        for (var traffic : scenario.traffic()) {
            List<Point> points = ((Arrivals) traffic.source()).points();
            assertThat(points.getFirst().at()).isLessThanOrEqualTo(Duration.ZERO);
            assertThat(points.getLast().at()).isGreaterThanOrEqualTo(scenario.length());
        }
    }

    @Test
    void scalesARecordingToItsPeakAndKeepsItsPoints() {
        Scenario day = read(CLIPPER.resolve("day.yaml"));
        Arrivals arrivals = (Arrivals) day.traffic().getFirst().source();
        assertThat(arrivals.points()).hasSize(289);
        assertThat(arrivals.points().stream().mapToDouble(Point::perSecond).max())
                .hasValue(520);
        assertThat(arrivals.description())
                .isEqualTo(
                        "elb_request_count.csv from 2014-04-15T00:04:00Z, a point each 5m, scaled so that its highest"
                                + " (318) is 520/s; linear between points");
    }

    @Test
    void playingLessOrMoreLeavesTheScaleAlone() {
        Path file = CLIPPER.resolve("day.yaml");
        Arrivals hour = (Arrivals) reader().read(file.toString(), Optional.of(Duration.ofHours(1)))
                .traffic()
                .getFirst()
                .source();
        Arrivals day = (Arrivals) read(file).traffic().getFirst().source();
        assertThat(hour.points())
                .isEqualTo(day.points().subList(0, hour.points().size()));
        Scenario longer = reader().read(file.toString(), Optional.of(Duration.ofHours(30)));
        assertThat(longer.length()).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void aScenarioChangesOnlyWhatItSays() {
        Scenario spot = read(CLIPPER.resolve("spot-reclaim.yaml"));
        assertThat(spot.nodeGroups().getFirst().spot()).isTrue();
        assertThat(spot.nodeGroups().getFirst().zones()).hasSize(3);
        assertThat(spot.faults())
                .containsExactly(new Fault.SpotReclaim(
                        Duration.ofHours(1), "standard-workers", 0.4, Duration.ofMinutes(2), Duration.ofMinutes(1)));
    }

    @Test
    void makesALargeScenarioOfASmallOne() {
        Scenario large = read(Path.of("../examples/large/large.yaml"));
        assertThat(large.services()).hasSize(500);
        assertThat(large.objects()).hasSize(1_000);
        assertThat(large.traffic().getLast().service()).isEqualTo("app-500");
        assertThat(large.services().getLast().workload()).hasToString("deployment/large/app-500");
    }

    private static Scenario read(Path file) {
        return reader().read(file.toString(), Optional.empty());
    }

    private static Scenarios reader() {
        return new Scenarios(() -> {
            throw new AssertionError("asked for standard input");
        });
    }
}
