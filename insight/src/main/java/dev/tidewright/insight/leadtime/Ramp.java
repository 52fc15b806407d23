package dev.tidewright.insight.leadtime;

import java.time.Instant;
import java.util.List;

/// One rise of traffic and the decisions of one autoscaler that answered it, each soon after the one before.
///
/// @param steps one a decision, in order; at least one
public record Ramp(List<LeadTime> steps) {
    public Ramp {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a ramp has a step at least");
        }
    }

    public Instant rose() {
        return steps.getFirst().rose();
    }

    public Instant served() {
        Instant latest = steps.getFirst().served();
        for (LeadTime step : steps) {
            latest = step.served().isAfter(latest) ? step.served() : latest;
        }
        return latest;
    }

    public long from() {
        return steps.getFirst().from();
    }

    public long to() {
        return steps.getLast().to();
    }

    /// The step that took longest; of equals the earlier.
    public LeadTime slowest() {
        LeadTime slowest = steps.getFirst();
        for (LeadTime step : steps) {
            slowest = step.total().compareTo(slowest.total()) > 0 ? step : slowest;
        }
        return slowest;
    }
}
