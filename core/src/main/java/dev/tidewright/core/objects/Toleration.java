package dev.tidewright.core.objects;

import java.time.Duration;
import java.util.Optional;

/// A taint that a pod bears.
///
/// @param key     empty with [Operator#EXISTS] tolerates every taint
/// @param effect  `NoSchedule`, `PreferNoSchedule`, `NoExecute`; empty for all
/// @param seconds how long a `NoExecute` taint is borne (`tolerationSeconds`); empty: for good
public record Toleration(String key, Operator operator, String value, String effect, Optional<Duration> seconds) {
    /// How the value is compared.
    public enum Operator {
        EQUAL,
        EXISTS
    }

    public Toleration(String key, Operator operator, String value, String effect) {
        this(key, operator, value, effect, Optional.empty());
    }

    /// Whether the pod bears `taint`. Source: `v1.Toleration.ToleratesTaint`.
    public boolean tolerates(Taint taint) {
        return (effect.isEmpty() || effect.equals(taint.effect()))
                && (key.isEmpty() || key.equals(taint.key()))
                && (operator == Operator.EXISTS || (!key.isEmpty() && value.equals(taint.value())));
    }
}
