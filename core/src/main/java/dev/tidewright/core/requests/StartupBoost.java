package dev.tidewright.core.requests;

import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.Optional;

/// More CPU while a container starts (`startupBoost`).
///
/// @param cpu empty: no boost, whatever is said further out
public record StartupBoost(Optional<Cpu> cpu) {
    /// How much more.
    public enum Type {
        /// The request times `factor`.
        FACTOR("Factor"),
        /// The request plus `quantity`.
        QUANTITY("Quantity");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /// As written in manifests.
        @Override
        public String toString() {
            return text;
        }
    }

    /// A boost of CPU.
    ///
    /// @param duration how long it lasts after the pod is ready
    public record Cpu(Type type, Optional<Integer> factor, Optional<Quantity> quantity, Duration duration) {}
}
