package dev.tidewright.core.requests.update;

import java.time.Duration;

/// The updater's settings.
///
/// @param minChange      `--pod-update-threshold`: a smaller relative change of a pod within its range is not made
/// @param lifetime       `--in-recommendation-bounds-eviction-lifetime-threshold`: how old a pod within its range must
/// be
/// @param evictAfterOom  `--evict-after-oom-threshold`: a pod killed for memory sooner after its start is urgent
/// @param minReplicas    `--min-replicas`: pods that a controller must have before one of them is touched
/// @param tolerance      `--eviction-tolerance`: which share of the replicas may be missing
/// @param skipsBudget    `--in-place-skip-disruption-budget`: a resize that restarts nothing costs no budget
/// @param gates          the feature gates
public record UpdateSettings(
        double minChange,
        Duration lifetime,
        Duration evictAfterOom,
        int minReplicas,
        double tolerance,
        boolean skipsBudget,
        Gates gates) {
    /// Upstream's feature gates that matter here.
    ///
    /// @param inPlace      `InPlace`: the update mode of that name
    /// @param startupBoost `CPUStartupBoost`
    /// @param perVpaConfig `PerVPAConfig`: an autoscaler's own `evictAfterOOMSeconds`
    public record Gates(boolean inPlace, boolean startupBoost, boolean perVpaConfig) {
        /// As upstream has them in 1.8.
        public static final Gates DEFAULT = new Gates(false, false, false);
    }

    /// Upstream's defaults.
    public static final UpdateSettings DEFAULT =
            new UpdateSettings(0.1, Duration.ofHours(12), Duration.ofMinutes(10), 2, 0.5, false, Gates.DEFAULT);
}
