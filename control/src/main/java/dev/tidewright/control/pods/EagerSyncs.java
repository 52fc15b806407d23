package dev.tidewright.control.pods;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.MetricNews;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Has an autoscaler synced when the usage of its pods changes, and not up to a period later. The decision is the same,
/// and
/// so are the clocks of its policies: after a change of the count a full period passes before the next sync, and
/// between two
/// eager ones too. Not thread-safe.
final class EagerSyncs implements Consumer<MetricNews.Changed> {
    private static final int REMEMBERED = 1 << 16;

    private final Cluster cluster;
    private final LoopRuntime.Queue queue;
    private final InstantSource clock;
    private final Duration period;
    private final Map<ObjectKey, Instant> latest = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectKey, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    EagerSyncs(Cluster cluster, LoopRuntime.Queue queue, InstantSource clock, Duration period) {
        this.cluster = cluster;
        this.queue = queue;
        this.clock = clock;
        this.period = period;
    }

    @Override
    public void accept(MetricNews.Changed changed) {
        Instant now = clock.instant();
        for (HorizontalPodAutoscaler autoscaler : cluster.list(HorizontalPodAutoscaler.class)) {
            if (autoscaler.meta().namespace().equals(changed.namespace())
                    && isDue(autoscaler, now)
                    && concerns(autoscaler, changed)) {
                latest.put(autoscaler.key(), now);
                queue.add(autoscaler.key());
            }
        }
    }

    private boolean isDue(HorizontalPodAutoscaler autoscaler, Instant now) {
        // written in whole seconds, so up to one earlier than it was
        Optional<Instant> scaled = autoscaler.status().lastScaleTime().map(at -> at.plusSeconds(1));
        Instant eager = latest.getOrDefault(autoscaler.key(), Instant.MIN);
        return eager.isBefore(now.minus(period))
                && scaled.filter(at -> at.plus(period).isAfter(now)).isEmpty();
    }

    private boolean concerns(HorizontalPodAutoscaler autoscaler, MetricNews.Changed changed) {
        if (autoscaler.spec().metrics().stream().noneMatch(metric -> isUsage(metric.source()))) {
            return false;
        }
        Optional<Workload> target = ScaleTargets.find(cluster, ScaleTargets.key(autoscaler));
        if (target.isEmpty()) {
            return false;
        }
        for (Pod pod : cluster.pods(changed.namespace(), target.get().selector())) {
            if (changed.pods().contains(pod.meta().name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsage(MetricSource source) {
        return source instanceof MetricSource.Resource || source instanceof MetricSource.ContainerResource;
    }
}
