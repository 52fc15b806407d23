package dev.tidewright.core.pods;

import java.time.Duration;

/// The controller's flags and feature gates, by kube-controller-manager's names.
///
/// @param tolerance               `--horizontal-pod-autoscaler-tolerance`, a ratio around 1
/// @param cpuInitializationPeriod `--horizontal-pod-autoscaler-cpu-initialization-period`
/// @param initialReadinessDelay   `--horizontal-pod-autoscaler-initial-readiness-delay`
/// @param downscaleStabilization  `--horizontal-pod-autoscaler-downscale-stabilization`
/// @param scaleUpLimitFactor      times the count that one step may reach, where the HPA has no `behavior`
/// @param scaleUpLimitMinimum     the count that one step may always reach, likewise
/// @param configurableTolerance   gate HPAConfigurableTolerance: `behavior.*.tolerance` counts
/// @param podLevelResources       gate PodLevelResources: requests of whole pods count
public record PodScalingSettings(
        double tolerance,
        Duration cpuInitializationPeriod,
        Duration initialReadinessDelay,
        Duration downscaleStabilization,
        double scaleUpLimitFactor,
        double scaleUpLimitMinimum,
        boolean configurableTolerance,
        boolean podLevelResources) {
    /// Kubernetes 1.34's defaults.
    public static final PodScalingSettings DEFAULT = new PodScalingSettings(
            0.1, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofMinutes(5), 2, 4, false, true);

    public PodScalingSettings withTolerance(double tolerance) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    public PodScalingSettings withCpuInitializationPeriod(Duration cpuInitializationPeriod) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    public PodScalingSettings withInitialReadinessDelay(Duration initialReadinessDelay) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    public PodScalingSettings withDownscaleStabilization(Duration downscaleStabilization) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    public PodScalingSettings withConfigurableTolerance(boolean configurableTolerance) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    public PodScalingSettings withPodLevelResources(boolean podLevelResources) {
        return new PodScalingSettings(
                tolerance,
                cpuInitializationPeriod,
                initialReadinessDelay,
                downscaleStabilization,
                scaleUpLimitFactor,
                scaleUpLimitMinimum,
                configurableTolerance,
                podLevelResources);
    }

    /// @throws IllegalArgumentException where the tolerance is not a ratio
    public PodScalingSettings checked() {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("expected a number, 0 and up, found " + tolerance);
        }
        return this;
    }
}
