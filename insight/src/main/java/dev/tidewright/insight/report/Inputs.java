package dev.tidewright.insight.report;

import dev.tidewright.insight.run.Faults;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.TrafficSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What went into the run, as far as a reader of the report needs it.
///
/// @param traffic     where it came from and how it was interpolated, one sentence a service
/// @param assumptions what the input did not say and was assumed instead
/// @param notes       what the input says and a rehearsal does not act on
public record Inputs(List<Played> faults, List<String> traffic, List<String> assumptions, List<String> notes) {
    public Inputs {
        faults = List.copyOf(faults);
        traffic = List.copyOf(traffic);
        assumptions = List.copyOf(assumptions);
        notes = List.copyOf(notes);
    }

    static Inputs of(Scenario scenario) {
        var faults = new ArrayList<Played>();
        for (Fault fault : scenario.faults()) {
            faults.add(new Played(scenario.start().plus(fault.at()), Faults.length(fault), Faults.words(fault)));
        }
        return new Inputs(
                faults,
                scenario.traffic().stream().map(Inputs::sentence).toList(),
                scenario.assumptions(),
                scenario.notes());
    }

    private static String sentence(TrafficSpec traffic) {
        return switch (traffic.source()) {
            case TrafficSpec.Arrivals arrivals ->
                "%s: %s. Between its %s the rate runs in a straight line; requests arrive at random at that rate and do not wait for answers (open loop)."
                        .formatted(
                                traffic.service(),
                                arrivals.description(),
                                Words.count(arrivals.points().size(), "point"));
            case TrafficSpec.Users users ->
                "%s: %s who think %s on average and join over %s (closed loop)."
                        .formatted(
                                traffic.service(),
                                Words.count(users.count(), "virtual user"),
                                Words.time(users.think().mean()),
                                Words.time(users.rampUp()));
        };
    }

    /// A fault that was played.
    ///
    /// @param length zero where it happened at once
    public record Played(Instant start, Duration length, String words) {}
}
