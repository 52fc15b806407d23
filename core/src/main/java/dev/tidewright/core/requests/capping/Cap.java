package dev.tidewright.core.requests.capping;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.units.Quantity;

/// One bound that held a container's target.
public record Cap(String container, String resource, Bound bound, Quantity wanted, Quantity allowed) {
    /// What bound it. Prints as upstream writes it into the pod's annotation.
    public enum Bound {
        MIN_ALLOWED("capped to minAllowed"),
        MAX_ALLOWED("capped to maxAllowed"),
        CONTAINER_LIMIT("capped to container limit"),
        LIMIT_RANGE_MAX("capped to fit Max in container LimitRange"),
        LIMIT_RANGE_MIN("capped to fit Min in container LimitRange");

        private final String text;

        Bound(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// As in the annotation `vpaUpdates`: `cpu capped to maxAllowed`.
    public String annotation() {
        return resource + " " + bound;
    }

    public Explanation why() {
        return Explanation.because(annotation())
                .given("container", container)
                .given("wanted", wanted)
                .given("allowed", allowed);
    }
}
