package dev.tidewright.cluster.loop;

import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.time.InstantSource;

/// Drives reconcilers. Equal keys that are due at once run once; one key never runs twice at a time.
public interface LoopRuntime {
    InstantSource clock();

    /// What the loops count and measure; served to Prometheus where the runtime has an HTTP face.
    Meters meters();

    /// Runs `reconciler` for every key handed to the returned queue, under a name used in journals and metrics.
    Queue drive(String loop, Reconciler reconciler);

    /// The keys that wait for one reconciler.
    interface Queue {
        void add(ObjectKey key);

        /// Adds the key once `delay` has passed; an earlier due time of the same key wins.
        void addAfter(ObjectKey key, Duration delay);
    }
}
