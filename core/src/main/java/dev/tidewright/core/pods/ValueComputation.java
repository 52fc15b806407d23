package dev.tidewright.core.pods;

import java.time.Instant;
import java.util.Optional;

/// One value, of an object or of something outside, against a target: upstream's `GetObject…` and `GetExternal…`.
final class ValueComputation {
    private ValueComputation() {}

    /// Against a target for the whole.
    static Proposal whole(long milli, long targetMilli, MetricScene scene, int current) {
        double ratio = (double) milli / (double) targetMilli;
        if (current == 0) { // to zero or up from it, whatever the tolerance
            return wanted(Amd64.toInt(Math.ceil(ratio)), milli, ratio, 1);
        }
        if (scene.tolerances().tolerate(ratio)) {
            return wanted(current, milli, ratio, current);
        }
        if (scene.pods().isEmpty()) {
            return new Proposal.Failed("unable to calculate ready pods: no pods returned by selector while calculating"
                    + " replica count");
        }
        int ready = scene.readyPods();
        return wanted(Amd64.toInt(Math.ceil(ratio * ready)), milli, ratio, ready);
    }

    private static Proposal wanted(int replicas, long milli, double ratio, int pods) {
        return new Proposal.Wanted(replicas, milli, 0, Optional.empty(), new Proposal.Reckoning(ratio, ratio, pods));
    }

    /// Against a target for each pod.
    ///
    /// @param statusReplicas pods there are
    static Proposal perPod(long milli, Instant time, long targetMilli, MetricScene scene, int statusReplicas) {
        double ratio = (double) milli / ((double) targetMilli * (double) statusReplicas);
        int replicas = scene.tolerances().tolerate(ratio)
                ? statusReplicas
                : Amd64.toInt(Math.ceil((double) milli / (double) targetMilli));
        long average = Amd64.toLong(Math.ceil((double) milli / (double) statusReplicas));
        return new Proposal.Wanted(
                replicas, average, 0, Optional.of(time), new Proposal.Reckoning(ratio, ratio, statusReplicas));
    }

    /// The same for external metrics, for which upstream minds overflow.
    static Proposal cappedPerPod(long milli, Instant time, long targetMilli, MetricScene scene, int statusReplicas) {
        double ratio = (double) milli / ((double) targetMilli * (double) statusReplicas);
        double wanted = Math.ceil((double) milli / (double) targetMilli);
        int most = wanted > Integer.MAX_VALUE ? Integer.MAX_VALUE : Amd64.toInt(wanted);
        int replicas = scene.tolerances().tolerate(ratio) ? statusReplicas : most;
        long average = (double) milli >= (double) Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Amd64.toLong(Math.ceil((double) milli / (double) statusReplicas));
        return new Proposal.Wanted(
                replicas, average, 0, Optional.of(time), new Proposal.Reckoning(ratio, ratio, statusReplicas));
    }
}
