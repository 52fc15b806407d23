package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.RunningPods;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// metrics-server: scrapes all kubelets once every `--metric-resolution` and tells usage between two scrapes.
///
/// The first scrape comes half a resolution after the start, so that the lag to an autoscaler that also acts every 15 s
/// is the mean one.
final class MetricsServer {
    private final Timeline timeline;
    private final RunningPods running;
    private final Duration resolution;
    private final Predicate<Pod> frozen;
    private final Map<ObjectKey, Reading> readings = new HashMap<>(); // never walked in an order that can be seen
    private long scrapes;
    private int seen;

    /// @param frozen pods of which nothing new is learnt
    MetricsServer(Timeline timeline, RunningPods running, Duration resolution, Predicate<Pod> frozen) {
        this.timeline = timeline;
        this.running = running;
        this.resolution = resolution;
        this.frozen = frozen;
    }

    void begin() {
        timeline.after(resolution.dividedBy(2), this::scrape);
    }

    private void scrape() {
        scrapes++;
        seen = 0;
        running.forEach(this::read);
        if (readings.size() > seen) {
            readings.values().removeIf(reading -> reading.scrape() != scrapes);
        }
        timeline.after(resolution, this::scrape);
    }

    private void read(Pod pod, PodProcess process) {
        ObjectKey key = pod.key();
        Reading reading = readings.get(key);
        boolean learns = !frozen.test(pod);
        if (learns && (reading == null || !reading.isOf(process))) {
            reading = new Reading(pod, process);
            readings.put(key, reading);
        }
        if (reading != null) {
            seen++;
            reading.seen(scrapes);
            if (learns) {
                reading.take(timeline.nanos(), resolution);
            }
        }
    }

    /// Scrapes done; answers change with it.
    long scrapes() {
        return scrapes;
    }

    Optional<PodUsage> usage(Pod pod) {
        Reading reading = readings.get(pod.key());
        return reading == null || !reading.isComplete()
                ? Optional.empty()
                : Optional.of(reading.usage(pod, timeline.start()));
    }
}
