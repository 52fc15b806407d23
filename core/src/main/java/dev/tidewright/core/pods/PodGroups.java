package dev.tidewright.core.pods;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import java.time.Instant;
import java.util.List;

/// Which pods a metric is taken from, which are left out, and why.
public final class PodGroups {
    /// A pod's part in the computation.
    public enum Group {
        /// Its sample counts.
        READY,
        /// It is pending or too young to judge; on a scale-up it counts as using nothing.
        UNREADY,
        /// It has no sample; it counts against the direction that the others point to.
        MISSING,
        /// It is ending or failed; it does not count at all.
        IGNORED
    }

    private final Group[] groups;
    private final int[] places;
    private int ready;
    private int unready;
    private int missing;
    private int leftOutSamples;

    private PodGroups(int pods) {
        groups = new Group[pods];
        places = new int[pods];
    }

    /// @param resource empty for a metric that is not of a resource
    public static PodGroups of(
            List<Pod> pods, PodSamples samples, String resource, PodScalingSettings settings, Instant now) {
        var all = new PodGroups(pods.size());
        boolean cpu = resource.equals(Resources.CPU);
        for (int i = 0; i < pods.size(); i++) {
            Pod pod = pods.get(i);
            int place = samples.find(pod.meta().name(), i);
            all.put(i, place, group(pod, place, samples, cpu, settings, now));
        }
        return all;
    }

    private void put(int pod, int place, Group group) {
        groups[pod] = group;
        places[pod] = place;
        switch (group) {
            case READY -> ready++;
            case UNREADY -> unready++;
            case MISSING -> missing++;
            case IGNORED -> {}
        }
        if (place >= 0 && group != Group.READY) {
            leftOutSamples++;
        }
    }

    private static Group group(
            Pod pod, int place, PodSamples samples, boolean cpu, PodScalingSettings settings, Instant now) {
        PodStatus.Phase phase = pod.status().phase();
        if (pod.isTerminating() || phase == PodStatus.Phase.FAILED) {
            return Group.IGNORED;
        }
        if (phase == PodStatus.Phase.PENDING) {
            return Group.UNREADY;
        }
        if (place < 0) {
            return Group.MISSING;
        }
        return cpu && isUnready(pod.status(), place, samples, settings, now) ? Group.UNREADY : Group.READY;
    }

    /// Whether a CPU sample says more about starting than about serving.
    private static boolean isUnready(
            PodStatus status, int place, PodSamples samples, PodScalingSettings settings, Instant now) {
        if (status.ready().isEmpty() || status.started().isEmpty()) {
            return true;
        }
        Condition ready = status.ready().get();
        Instant started = status.started().get();
        boolean saysNo = ready.status().equals("False");
        if (started.plus(settings.cpuInitializationPeriod()).isAfter(now)) {
            // not one whole window since the pod last became ready or unready
            return saysNo || samples.time(place).isBefore(ready.transition().plus(samples.window(place)));
        }
        // unready, and never was ready
        return saysNo && started.plus(settings.initialReadinessDelay()).isAfter(ready.transition());
    }

    int size() {
        return groups.length;
    }

    public Group group(int pod) {
        return groups[pod];
    }

    /// Where the pod's sample is, or -1.
    int place(int pod) {
        return places[pod];
    }

    public int ready() {
        return ready;
    }

    int unready() {
        return unready;
    }

    int missing() {
        return missing;
    }

    int ignored() {
        return groups.length - ready - unready - missing;
    }

    /// Samples of pods that are not [Group#READY].
    int leftOutSamples() {
        return leftOutSamples;
    }
}
