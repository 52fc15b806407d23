package dev.tidewright.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Faults;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import dev.tidewright.simulator.store.Store;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SteeringTest {
    private static final LabelSelector BACKEND = new LabelSelector(Sorted.of("app", "clipper-backend"), List.of());

    private final Scenario scenario = new Scenarios(() -> "").read("../examples/clipper/peak.yaml", Optional.empty());
    private final VirtualWorld world = new VirtualWorld(scenario, 1);

    private void play(int minutes) {
        for (int i = 0; i < minutes; i++) {
            world.playOneMinute();
        }
    }

    private long servedInAMinute() {
        var books = world.application().service("frontend").orElseThrow().books();
        long before = books.arrived();
        play(1);
        return books.arrived() - before;
    }

    @Test
    void trafficIsWhatWasSetUntilItIsReleased() {
        play(15);
        long ordinary = servedInAMinute();
        world.steering().traffic("frontend", 50);
        assertThat(servedInAMinute()).isBetween(2_700L, 3_300L); // 50/s for 60 s
        assertThat(world.steering().releaseTraffic()).containsExactly("frontend");
        assertThat(servedInAMinute()).isBetween(ordinary * 8 / 10, ordinary * 12 / 10);
        assertThat(world.steering().releaseTraffic()).isEmpty();
        world.application().check();
    }

    @Test
    void aServiceWithoutTrafficOfItsOwnCanBeGivenSome() {
        play(15);
        assertThat(world.steering().entries()).containsExactly("frontend");
        var books = world.application().service("backend").orElseThrow().books();
        long before = books.arrived();
        play(1);
        long ordinary = books.arrived() - before;
        world.steering().traffic("backend", 100);
        before = books.arrived();
        play(1);
        assertThat(books.arrived() - before).isGreaterThan(ordinary + 5_000);
        assertThatThrownBy(() -> world.steering().traffic("nowhere", 1)).hasMessageContaining("nowhere");
    }

    @Test
    void aFaultBeginsAtOnceAndIsToldAsDoneByHand() {
        play(15);
        world.steering().fault(Faults.now(Json.parse("fault", """
                {"metricOutage": "missing", "for": "5m"}"""), scenario, List.of()), "metricOutage missing, 5m");
        assertThat(usage()).isEmpty();
        assertThat(world.journal().lines())
                .anyMatch(line -> line.entry().verb().equals("steer")
                        && line.entry().why().toString().contains("by hand"));
        assertThat(((Store) world.cluster()).events(new ObjectKey("Namespace", "", "kube-system")))
                .anyMatch(event -> event.reason().equals("Steered"));
        play(6);
        assertThat(usage()).isNotEmpty();
    }

    private List<Metrics.PodUsage> usage() {
        return switch (world.metrics().podUsage("clipper-production", BACKEND)) {
            case Metrics.Answer.Samples<Metrics.PodUsage> samples -> samples.items();
            case Metrics.Answer.Failure<Metrics.PodUsage> failure -> List.of();
        };
    }

    @Test
    void aFaultThatNamesWhatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Faults.now(Json.parse("fault", """
                {"stockOut": "standard", "for": "5m"}"""), scenario, List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("standard-workers");
    }
}
