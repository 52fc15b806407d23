package dev.tidewright.core.pods;

import dev.tidewright.core.units.Quantity;
import java.util.Optional;

/// What a metric is to be held at. Which fields count depends on the source, and on `type` for Object metrics only.
///
/// @param type               `Utilization`, `Value` or `AverageValue`
/// @param averageUtilization percent of the requests
public record MetricTarget(
        String type, Optional<Quantity> value, Optional<Quantity> averageValue, Optional<Integer> averageUtilization) {
    public static final MetricTarget NONE = new MetricTarget("", Optional.empty(), Optional.empty(), Optional.empty());

    public static MetricTarget utilization(int percent) {
        return new MetricTarget("Utilization", Optional.empty(), Optional.empty(), Optional.of(percent));
    }

    public static MetricTarget averageValue(Quantity perPod) {
        return new MetricTarget("AverageValue", Optional.empty(), Optional.of(perPod), Optional.empty());
    }

    public static MetricTarget value(Quantity whole) {
        return new MetricTarget("Value", Optional.of(whole), Optional.empty(), Optional.empty());
    }

    /// `70%`, `500m a pod`, `100`.
    @Override
    public String toString() {
        if (averageValue.isPresent()) {
            return averageValue.get() + " a pod";
        }
        return averageUtilization
                .map(percent -> percent + "%")
                .or(() -> value.map(Quantity::toString))
                .orElse("none");
    }
}
