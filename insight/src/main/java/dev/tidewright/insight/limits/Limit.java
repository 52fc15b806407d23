package dev.tidewright.insight.limits;

import java.util.List;

/// One thing that limited the application, with its evidence.
///
/// @param evidence what shows it, in a sentence with its figures
/// @param remedies what would have helped: the object, its field, from what to what; only what the evidence bears
public record Limit(Cause cause, String evidence, List<String> remedies) {
    public Limit {
        remedies = List.copyOf(remedies);
    }

    /// The kinds of limits, in the order in which they decide: what stands deepest first, then what kept pods from
    /// being more, then what made them late.
    public enum Cause {
        DATABASE_CONNECTIONS("database connections ran out"),
        DATABASE_CORES("the database's processors were busy"),
        CACHE_MISSES("the cache missed"),
        STOCK_OUT("the cloud had no machines"),
        NODES_LOST("machines were lost"),
        NODE_GROUP_FULL("the node group was at its maximum"),
        MAX_REPLICAS("the autoscaler was at its maximum"),
        METRICS_LOST("the autoscaler had no metrics"),
        NODE_BOOT("new machines were still booting"),
        UNSCHEDULABLE("pods fitted on no node"),
        STARTING("new pods were still starting"),
        SCALE_UP_POLICY("the scale-up policy allowed no more"),
        METRIC_LAG("the autoscaler had not seen the load yet"),
        OUT_OF_MEMORY("pods ran out of memory"),
        CPU_LIMIT("pods were throttled at their CPU limit");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /// In a few plain words.
        public String words() {
            return words;
        }
    }
}
