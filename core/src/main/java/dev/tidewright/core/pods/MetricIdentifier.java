package dev.tidewright.core.pods;

import java.util.Optional;

/// A metric's name and which of its series.
public record MetricIdentifier(String name, Optional<MetricSelector> selector) {
    /// What is wrong with the selector; empty where it can be used.
    Optional<String> fault() {
        return selector.isPresent() ? selector.get().fault() : Optional.empty();
    }

    /// The spelling of upstream's messages: `queue_depth(nil)`.
    @Override
    public String toString() {
        return name + "(" + selectorText() + ")";
    }

    String selectorText() {
        return selector.map(MetricSelector::toString).orElse("nil");
    }
}
