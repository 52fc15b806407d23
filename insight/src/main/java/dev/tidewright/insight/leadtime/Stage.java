package dev.tidewright.insight.leadtime;

import java.time.Duration;

/// One part of the way from more traffic to more capacity.
///
/// @param length zero and up
public record Stage(Kind kind, Duration length) {
    /// The parts, in the order in which they follow one another.
    public enum Kind {
        METRIC_LAG("metric lag", "until the newest sample showed the rise"),
        SYNC("sync", "until the autoscaler looked and decided"),
        POLICY("policy", "while a scale-up policy or a window held the autoscaler back"),
        SCHEDULING("scheduling", "until the pod existed and had a node, without the node's own time"),
        NODE_BOOT("node boot", "from the order of the node until it was ready"),
        IMAGE_PULL("image pull", "until the image was on the node"),
        START("start", "until the containers ran"),
        READINESS("readiness", "until the pod was ready and took traffic");

        private final String words;
        private final String meaning;

        Kind(String words, String meaning) {
            this.words = words;
            this.meaning = meaning;
        }

        public String words() {
            return words;
        }

        /// What is waited for in it.
        public String meaning() {
            return meaning;
        }
    }
}
