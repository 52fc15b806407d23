package dev.tidewright.cluster;

import dev.tidewright.cluster.Cluster.Subscription;
import java.util.Set;
import java.util.function.Consumer;

/// Tells that metrics changed, where a world finds that out by itself. A loop that hears of it need not wait for its
/// period.
public interface MetricNews {
    /// For a world whose metrics are only ever asked for.
    MetricNews NONE = listener -> () -> {};

    /// Hands each change to `listener`, one at a time, until closed.
    Subscription subscribe(Consumer<Changed> listener);

    /// What changed.
    ///
    /// @param pods whose usage is another than before; looked up only
    record Changed(String namespace, Set<String> pods) {
        public Changed {
            pods = Set.copyOf(pods);
        }
    }
}
