package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Condition;
import java.util.List;
import java.util.Optional;

/// What one sync of one autoscaler decided, before anything is written. Keeps what it was decided from, so that its
/// explanation can be derived when somebody asks; deciding builds no text but what goes into the status.
///
/// @param stage       how far the sync came
/// @param current     the count that was found
/// @param desired     the count that is wanted; the current one where nothing is to be done
/// @param rescale     whether the target's scale is to be written
/// @param reason      why, in the words of the SuccessfulRescale event
/// @param recommended what the metrics asked for; empty where they were not looked at
/// @param stabilized  what the window left of it
/// @param limit       what min, max and the policies left of that
/// @param metrics     what each metric asked for; empty where they were not looked at
/// @param conditions  as they will be, unless writing the scale changes them
/// @param events      emitted so far
/// @param error       what the sync will end with, though it may scale all the same
/// @param memory      as it is once the recommendation is remembered
public record PodScalingDecision(
        Sync sync,
        Stage stage,
        int current,
        int desired,
        boolean rescale,
        String reason,
        Optional<Integer> recommended,
        Optional<Limit> stabilized,
        Optional<Limit> limit,
        List<MetricComputation.Outcome> metrics,
        List<Condition> conditions,
        List<ScalingEvent> events,
        Optional<String> error,
        ScalingMemory memory) {
    /// How far a sync came.
    public enum Stage {
        /// There is no scale to look at.
        NO_SCALE,
        /// Not enough metrics could be read.
        NO_METRICS,
        /// A count was decided, the current one perhaps.
        DECIDED
    }

    public PodScalingDecision {
        metrics = List.copyOf(metrics);
        conditions = List.copyOf(conditions);
        events = List.copyOf(events);
    }
}
