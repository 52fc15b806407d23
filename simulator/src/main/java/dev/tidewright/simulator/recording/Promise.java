package dev.tidewright.simulator.recording;

import dev.tidewright.simulator.scenario.Objective;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What is expected of one service's answers.
///
/// @param subject         `service/NAME`
/// @param entry           whether traffic from outside comes in here, so that its failures are users' failures
/// @param thresholdsNanos latencies to count exactly, one for each latency objective, in the scenario's order
/// @param lateAboveNanos  an answer slower than this is late: the threshold of the objective with the highest
///                        percentile, or else the service's time-out
/// @param timeoutNanos    after which a caller gives up
public record Promise(
        String subject, boolean entry, List<Long> thresholdsNanos, long lateAboveNanos, long timeoutNanos) {
    public Promise {
        thresholdsNanos = List.copyOf(thresholdsNanos);
    }

    /// The promises of a scenario's services, by subject.
    public static TreeMap<String, Promise> of(Scenario scenario) {
        var promises = new TreeMap<String, Promise>();
        for (ServiceSpec service : scenario.services()) {
            Promise promise = of(service, scenario);
            promises.put(promise.subject(), promise);
        }
        return promises;
    }

    private static Promise of(ServiceSpec service, Scenario scenario) {
        var thresholds = new ArrayList<Long>();
        long late = service.timeout().toNanos();
        double highest = 0;
        for (Objective objective : scenario.objectives()) {
            if (objective instanceof Objective.Latency latency
                    && latency.service().equals(service.name())) {
                thresholds.add(latency.atMost().toNanos());
                late = latency.percentile() > highest ? latency.atMost().toNanos() : late;
                highest = Math.max(highest, latency.percentile());
            }
        }
        boolean entry = scenario.traffic().stream()
                .anyMatch(traffic -> traffic.service().equals(service.name()));
        return new Promise(
                "service/" + service.name(),
                entry,
                thresholds,
                late,
                service.timeout().toNanos());
    }

    /// Of a service that the scenario does not describe: nothing is late.
    static Promise none(String subject) {
        return new Promise(subject, false, List.of(), Long.MAX_VALUE, 0);
    }
}
