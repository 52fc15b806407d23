package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.time.Instant;
import java.util.List;

/// What one pass over one autoscaler's pods looks at.
///
/// @param pods   those that it controls, without those that are being deleted
/// @param ranges the LimitRanges there are
public record UpdateView(
        VerticalPodAutoscaler vpa,
        List<Pod> pods,
        Creators creators,
        List<LimitRange> ranges,
        UpdateSettings settings,
        UpdateMemory memory,
        Instant now) {
    public UpdateView {
        pods = List.copyOf(pods);
        ranges = List.copyOf(ranges);
    }
}
