package dev.tidewright.simulator.service;

import static dev.tidewright.simulator.service.Specs.WEB;
import static dev.tidewright.simulator.service.Specs.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LevelWatchTest {
    @Test
    void writesDownThatTrafficRosePodsFilledAndCalmCameBack() {
        var yard = new Yard();
        var specs = new Specs();
        specs.services.add(Specs.service("web", WEB).cpu(millis(20)).build());
        var points = List.of(
                new Point(Duration.ZERO, 20),
                new Point(Duration.ofMinutes(10), 20),
                new Point(Duration.ofMinutes(11), 60),
                new Point(Duration.ofMinutes(13), 60),
                new Point(Duration.ofMinutes(14), 20));
        specs.traffic.add(new TrafficSpec("web", new TrafficSpec.Arrivals("a hump", points)));
        var application = new Application(specs.scenario(), yard.world(), new SplittableRandom(1));
        yard.runs(application);
        application.begin();
        yard.start(WEB, Resources.of(500, 1L << 28), Resources.of(1_000, 1L << 29));
        yard.timeline.advance(Duration.ofMinutes(1));
        yard.journal.clear();
        yard.timeline.advance(Duration.ofMinutes(8));
        assertThat(yard.journal).isEmpty();
        yard.timeline.advance(Duration.ofMinutes(20));
        var verbs = yard.journal.stream().map(entry -> entry.verb()).toList();
        assertThat(verbs).containsSubsequence("rise", "saturated", "fall", "recovered");
        assertThat(verbs.stream().filter("saturated"::equals)).hasSize(1);
        assertThat(yard.journal.getFirst().why().toString()).startsWith("the rate of requests left its level, rate ");
    }
}
