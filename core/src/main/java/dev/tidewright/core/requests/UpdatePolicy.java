package dev.tidewright.core.requests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When and how recommendations reach running pods (`updatePolicy`).
///
/// @param minReplicas   pods that must be alive before one is evicted, in place of the updater's flag
/// @param requirements  all must hold before a pod is evicted
/// @param evictAfterOom how long after its start an out-of-memory kill still makes a pod urgent, in place of the flag
public record UpdatePolicy(
        Mode mode,
        Optional<Integer> minReplicas,
        List<EvictionRequirement> requirements,
        Optional<Duration> evictAfterOom) {
    /// How a recommendation reaches a pod.
    public enum Mode {
        /// Never: a dry run.
        OFF("Off"),
        /// When it is created, and never after.
        INITIAL("Initial"),
        /// When it is created; a running one is evicted.
        RECREATE("Recreate"),
        /// The same; the old word for it.
        AUTO("Auto"),
        /// A running one is resized, and evicted where that does not work.
        IN_PLACE_OR_RECREATE("InPlaceOrRecreate"),
        /// A running one is resized, and never evicted.
        IN_PLACE("InPlace");

        private final String text;

        Mode(String text) {
            this.text = text;
        }

        /// As written in manifests.
        @Override
        public String toString() {
            return text;
        }
    }

    /// A direction of change.
    public enum Change {
        TARGET_HIGHER("TargetHigherThanRequests"),
        TARGET_LOWER("TargetLowerThanRequests");

        private final String text;

        Change(String text) {
            this.text = text;
        }

        /// As written in manifests.
        @Override
        public String toString() {
            return text;
        }
    }

    /// Fulfilled where at least one of the resources changes in this direction.
    public record EvictionRequirement(List<String> resources, Change change) {
        public EvictionRequirement {
            resources = List.copyOf(resources);
        }
    }

    public static final UpdatePolicy DEFAULT = of(Mode.RECREATE);

    public UpdatePolicy {
        requirements = List.copyOf(requirements);
    }

    public static UpdatePolicy of(Mode mode) {
        return new UpdatePolicy(mode, Optional.empty(), List.of(), Optional.empty());
    }
}
