package dev.tidewright.insight.limits;

import dev.tidewright.simulator.recording.Breaches;
import java.time.Instant;
import java.util.List;

/// The minute in which users fared worst, and why.
///
/// @param what     what happened to requests and pods in it, in one sentence
/// @param limits   what kept the application from serving better, the deciding one first; empty where nothing that
///                 was recorded tells
public record WorstMinute(Instant start, Breaches breaches, String what, List<Limit> limits) {
    public WorstMinute {
        limits = List.copyOf(limits);
    }
}
