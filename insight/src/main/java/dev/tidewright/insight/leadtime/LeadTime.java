package dev.tidewright.insight.leadtime;

import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The way from a rise in traffic to the capacity that answered it, for one decision of one autoscaler.
///
/// @param rose     when the traffic passed what `from` pods serve at the autoscaler's target; where the offered load
///                 does not show that, when the decision's newest sample was taken
/// @param isRiseSeen whether the offered load shows the rise
/// @param decided  when the autoscaler decided
/// @param served   when the last pod of the decision was ready
/// @param pod      that pod
/// @param decision the number of the decision's journal entry
/// @param stages   all eight, in order; their lengths sum to `served` less `rose`
public record LeadTime(
        ObjectKey autoscaler,
        long from,
        long to,
        Instant rose,
        boolean isRiseSeen,
        Instant decided,
        Instant served,
        String pod,
        long decision,
        List<Stage> stages) {
    public LeadTime {
        stages = List.copyOf(stages);
        Duration sum = stages.stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
        if (!sum.equals(Duration.between(rose, served))) {
            throw new IllegalArgumentException(
                    "stages of " + autoscaler + " sum to " + sum + ", not to " + Duration.between(rose, served));
        }
    }

    public Duration total() {
        return Duration.between(rose, served);
    }

    /// The stage that took longest; of equals the earlier.
    public Optional<Stage> longest() {
        Optional<Stage> longest = Optional.empty();
        for (Stage stage : stages) {
            if (longest.isEmpty() || stage.length().compareTo(longest.get().length()) > 0) {
                longest = Optional.of(stage);
            }
        }
        return longest;
    }
}
