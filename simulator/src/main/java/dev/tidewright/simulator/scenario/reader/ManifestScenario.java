package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Complaints;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Manifests;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.AutoscalingSettings;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.TrafficSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds a scenario around plain manifests: a node pool that fits, a service for each workload that scales, and a
/// wave of traffic that takes each from its smallest to near its largest size. All of it is assumed, and said so.
final class ManifestScenario {
    private static final Duration LENGTH = Duration.ofHours(2);
    private final String source;
    private final List<String> assumptions = new ArrayList<>();

    /// @param source of the manifests, as the user named it
    ManifestScenario(String source) {
        this.source = source;
    }

    /// @param played how much to play; empty: two hours
    /// @throws BadInput where a manifest cannot be used, or none is a workload
    Scenario of(List<Document> documents, Optional<Duration> played) {
        Complaints complaints = new Complaints();
        Manifests read = Manifests.of(documents, complaints);
        complaints.settle();
        Manifests manifests = read.withTargets(complaints);
        complaints.settle();
        List<LoadGuess> guesses = LoadGuess.of(manifests.typed());
        if (guesses.isEmpty()) {
            throw new BadInput(new Place(source, 0), "", "expected at least one Deployment or StatefulSet to rehearse");
        }
        Duration length = played.orElse(LENGTH);
        return scenario(manifests, guesses, length);
    }

    private Scenario scenario(Manifests manifests, List<LoadGuess> guesses, Duration length) {
        List<ServiceSpec> services = new ArrayList<>();
        List<TrafficSpec> traffic = new ArrayList<>();
        guesses.forEach(guess -> {
            services.add(guess.service());
            traffic.add(new TrafficSpec(guess.name(), new Wave(length).arrivals(guess)));
        });
        MachineGuess machines = MachineGuess.of(manifests.typed());
        assumptions.add(machines.words());
        assumptions.add(LoadGuess.WORDS);
        assumptions.add("no calls between services and no database: each service is loaded by itself");
        guesses.forEach(guess -> assumptions.add(guess.words()));
        assumptions.add(Wave.WORDS.formatted(Durations.format(length)));
        assumptions.add("metrics pipeline and autoscaling flags at Kubernetes' defaults; no faults, no objectives");
        return new Scenario(
                source.equals("-") ? "manifests" : ScenarioReader.nameOf(source),
                ScenarioReader.START,
                length,
                manifests.typed(),
                List.of(machines.group()),
                services,
                List.of(),
                List.of(),
                traffic,
                List.of(),
                List.of(),
                MetricsPipeline.DEFAULT,
                AutoscalingSettings.NONE,
                "USD",
                assumptions,
                manifests.notes(),
                manifests.documents());
    }

    /// A wave: quiet, a rise, a plateau, a fall, quiet again.
    private record Wave(Duration length) {
        static final String WORDS =
                "traffic is a wave over %s: an eighth quiet, a quarter rising to the peak, a quarter there,"
                        + " a quarter falling, an eighth quiet";

        TrafficSpec.Arrivals arrivals(LoadGuess guess) {
            Curve curve = Curve.from(guess.quiet())
                    .stayUntil(eighths(1))
                    .to(eighths(3), guess.peak())
                    .stayUntil(eighths(5))
                    .to(eighths(7), guess.quiet());
            return new TrafficSpec.Arrivals("an assumed wave", curve.until(length));
        }

        private Duration eighths(int count) {
            return length.multipliedBy(count).dividedBy(8);
        }
    }
}
