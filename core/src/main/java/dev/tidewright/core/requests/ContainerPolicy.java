package dev.tidewright.core.requests;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is asked of the recommendation for one container (`resourcePolicy.containerPolicies`).
///
/// @param container           its name, or `*` for those that have no policy of their own
/// @param minAllowed          no minimum for a resource that it leaves out
/// @param maxAllowed          no maximum for a resource that it leaves out
/// @param controlledResources the resources to recommend; empty where unset, which means cpu and memory
/// @param oomBumpUpRatio      how memory grows after an out-of-memory kill, in place of the recommender's flag
/// @param oomMinBumpUp        the least it grows by
/// @param memoryInterval      the window of one memory peak, in place of the recommender's flag
/// @param memoryIntervals     how many windows count
public record ContainerPolicy(
        String container,
        Mode mode,
        Resources minAllowed,
        Resources maxAllowed,
        Optional<List<String>> controlledResources,
        ControlledValues controlledValues,
        Optional<Quantity> oomBumpUpRatio,
        Optional<Quantity> oomMinBumpUp,
        Optional<Duration> memoryInterval,
        Optional<Integer> memoryIntervals,
        Optional<StartupBoost> startupBoost) {
    /// The name that stands for every other container.
    public static final String ANY = "*";

    /// Whether the container is scaled at all.
    public enum Mode {
        AUTO("Auto"),
        OFF("Off");

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

    /// What is set on the pod.
    public enum ControlledValues {
        /// Limits move with requests, at the ratio they have.
        REQUESTS_AND_LIMITS("RequestsAndLimits"),
        REQUESTS_ONLY("RequestsOnly");

        private final String text;

        ControlledValues(String text) {
            this.text = text;
        }

        /// As written in manifests.
        @Override
        public String toString() {
            return text;
        }
    }

    public ContainerPolicy {
        controlledResources = controlledResources.map(List::copyOf);
    }

    /// The policy that asks for nothing.
    public static ContainerPolicy of(String container) {
        return new ContainerPolicy(
                container,
                Mode.AUTO,
                Resources.NONE,
                Resources.NONE,
                Optional.empty(),
                ControlledValues.REQUESTS_AND_LIMITS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean isOff() {
        return mode == Mode.OFF;
    }

    /// Whether requests (and limits) of this resource are recommended.
    public boolean controls(String resource) {
        return controlledResources
                .map(named -> named.contains(resource))
                .orElse(resource.equals(Resources.CPU) || resource.equals(Resources.MEMORY));
    }
}
