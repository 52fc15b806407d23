package dev.tidewright.core.pods;

import java.time.Duration;
import java.time.Instant;

/// Makes samples of one resource from the usage of pods' containers, as upstream's client of `metrics.k8s.io`
/// does: a pod of which a container lacks the resource counts as not measured at all.
public final class UsageSamples {
    private static final String WHOLE_PODS = "";

    private final String container;
    private final PodSamples.Builder samples;
    private String pod = "";
    private Instant time = Instant.EPOCH;
    private Instant first = Instant.EPOCH;
    private Duration window = Duration.ZERO;
    private int pods;
    private long sum;
    private boolean complete;
    private boolean found;

    private UsageSamples(String container, int expected) {
        this.container = container;
        this.samples = new PodSamples.Builder(expected);
    }

    /// For the usage of whole pods, or of one container where the source says so.
    ///
    /// @param expected pods that will probably come
    public static UsageSamples of(MetricSource source, int expected) {
        return new UsageSamples(
                source instanceof MetricSource.ContainerResource one ? one.container() : WHOLE_PODS, expected);
    }

    /// Begins a pod; its containers follow.
    public void pod(String name, Instant end, Duration averagedOver) {
        finish();
        first = pods == 0 ? end : first;
        pods++;
        pod = name;
        time = end;
        window = averagedOver;
        sum = 0;
        found = false;
        complete = true;
    }

    /// A container that reports the resource.
    public void container(String name, long milli) {
        if (container.equals(WHOLE_PODS) || (container.equals(name) && !found)) {
            sum += milli;
            found = true;
        }
    }

    /// A container that does not report the resource.
    public void silentContainer(String name) {
        if (container.equals(WHOLE_PODS) || (container.equals(name) && !found)) {
            complete = false;
            found = true;
        }
    }

    private void finish() {
        if (pods == 0) {
            return;
        }
        if (found && complete) {
            samples.add(pod, time, window, sum);
        }
    }

    /// @param source for whose words an empty answer is reported
    public MetricAnswer answer(MetricSource source) {
        finish();
        if (pods == 0) {
            return MetricAnswer.empty(source);
        }
        return new MetricAnswer.OfPods(samples.build(), first);
    }
}
