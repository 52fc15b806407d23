package dev.tidewright.cluster.loop;

import dev.tidewright.core.objects.ObjectKey;
import java.time.Duration;
import java.util.Optional;

/// Brings one object from what is to what should be. Holds no thread, never waits, reads time only from its clock.
@FunctionalInterface
public interface Reconciler {
    /// Looks, decides, looks again, acts, journals.
    Outcome reconcile(ObjectKey key);

    /// How many keys may be reconciled at once, from 1. Above 1 the reconciler is thread-safe; one key never runs twice
    /// at a
    /// time. A runtime may run fewer.
    default int concurrency() {
        return 1;
    }

    /// When this object wants to be looked at again; empty: only when something changes.
    record Outcome(Optional<Duration> requeueAfter) {
        public static final Outcome DONE = new Outcome(Optional.empty());

        public static Outcome again(Duration after) {
            return new Outcome(Optional.of(after));
        }
    }
}
