package dev.tidewright.core.requests.usage;

import org.jspecify.annotations.Nullable;

/// A pod in the model. Mutable; its fields belong to the model.
final class MeasuredPod {
    /// Runs, or will.
    boolean active;

    LabelSet set;

    @Nullable
    MeasuredContainer firstContainer;
    /// Neighbours among the pods of the label set.
    @Nullable
    MeasuredPod previous;

    @Nullable
    MeasuredPod next;

    MeasuredPod(LabelSet set) {
        this.set = set;
    }

    @Nullable
    MeasuredContainer find(String container) {
        for (MeasuredContainer one = firstContainer; one != null; one = one.next) {
            if (one.name().equals(container)) {
                return one;
            }
        }
        return null;
    }

    void activate(boolean now) {
        if (active == now) {
            return;
        }
        active = now;
        for (MeasuredContainer one = firstContainer; one != null; one = one.next) {
            one.series.active += now ? 1 : -1;
        }
    }
}
