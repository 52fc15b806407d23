package dev.tidewright.core.pods;

import dev.tidewright.core.units.Quantity;
import java.util.Optional;

/// How far from 1 a ratio may be without anything being done.
///
/// @param scaleUp   above 1
/// @param scaleDown below 1
public record Tolerances(double scaleUp, double scaleDown) {
    static Tolerances of(Optional<ScalingBehavior> behavior, PodScalingSettings settings) {
        double flag = settings.tolerance();
        if (behavior.isEmpty() || !settings.configurableTolerance()) {
            return new Tolerances(flag, flag);
        }
        return new Tolerances(
                of(behavior.get().scaleUp().tolerance(), flag),
                of(behavior.get().scaleDown().tolerance(), flag));
    }

    private static double of(Optional<Quantity> written, double flag) {
        return written.isPresent() ? written.get().approximate() : flag;
    }

    /// A NaN is within nothing.
    boolean tolerate(double ratio) {
        return 1.0 - scaleDown <= ratio && ratio <= 1.0 + scaleUp;
    }
}
