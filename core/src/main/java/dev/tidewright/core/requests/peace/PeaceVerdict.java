package dev.tidewright.core.requests.peace;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.units.Quantity;
import java.util.List;

/// What may be done to a request.
public sealed interface PeaceVerdict {
    Explanation why();

    /// It stays.
    record Stay(Explanation why) implements PeaceVerdict {}

    /// It moves. The horizontal targets must be restated first, or in the same step.
    record Move(Quantity request, List<Restatement> restated, Explanation why) implements PeaceVerdict {
        public Move {
            restated = List.copyOf(restated);
        }
    }

    /// A target of utilisation written as the usage that it stood for, so that it says the same whatever is requested:
    /// `type: AverageValue` in place of `type: Utilization`.
    record Restatement(HorizontalClaim claim, Quantity averageValue) {}
}
