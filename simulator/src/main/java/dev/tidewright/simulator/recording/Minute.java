package dev.tidewright.simulator.recording;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One minute of the run in full: everything that was measured in it.
///
/// @param start    of the minute
/// @param services the breaches of each service that had requests, in order of registration
/// @param readings every gauge and counter, in order of registration
public record Minute(Instant start, List<ServiceMinute> services, List<Reading> readings) {
    public Minute {
        services = List.copyOf(services);
        readings = List.copyOf(readings);
    }

    public Breaches breaches() {
        Breaches sum = Breaches.NONE;
        for (ServiceMinute service : services) {
            sum = sum.plus(service.breaches());
        }
        return sum;
    }

    public Optional<Reading> reading(String subject, String measure) {
        for (Reading reading : readings) {
            if (reading.subject().equals(subject) && reading.measure().equals(measure)) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }

    /// @param latency of the requests that were answered in this minute
    public record ServiceMinute(String subject, Breaches breaches, LatencyFigures latency) {}

    /// A gauge's mean and peak over the minute, or a counter's growth in it (in both).
    public record Reading(String subject, String measure, double mean, double peak) {}
}
