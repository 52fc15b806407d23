package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.PodSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The images on one node (`IfNotPresent`). Pulls follow one another, as with the kubelet's default
/// `serializeImagePulls`; a pod whose image another pod is pulling waits for that pull.
final class ImageCache {
    /// Images kept; the one asked for longest ago goes first, as the kubelet's image garbage collection has it.
    static final int LIMIT = 256;

    private final Map<String, Long> availableNanos = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > LIMIT;
        }
    };
    private long busyUntilNanos;

    /// What a pod waits for.
    ///
    /// @param images     pulled for this pod; empty where it found all of them, or another pod's pull under way
    /// @param startNanos when its own pull begins
    /// @param endNanos   when all images are there
    record Pull(List<String> images, long startNanos, long endNanos) {}

    /// @param duration drawn only if something is missing
    Pull pull(PodSpec spec, long nowNanos, Supplier<Duration> duration) {
        List<String> missing = new ArrayList<>();
        long thereNanos = Math.max(note(spec.initContainers(), missing), note(spec.containers(), missing));
        if (missing.isEmpty()) {
            return new Pull(missing, nowNanos, Math.max(nowNanos, thereNanos));
        }
        long startNanos = Math.max(nowNanos, busyUntilNanos);
        busyUntilNanos = startNanos + duration.get().toNanos();
        missing.forEach(image -> availableNanos.put(image, busyUntilNanos));
        return new Pull(missing, startNanos, busyUntilNanos);
    }

    private long note(List<Container> containers, List<String> missing) {
        long latest = Long.MIN_VALUE;
        for (Container container : containers) {
            Long there = availableNanos.get(container.image());
            if (there != null) {
                latest = Math.max(latest, there);
            } else if (!missing.contains(container.image())) {
                missing.add(container.image());
            }
        }
        return latest;
    }
}
