package dev.tidewright.core.pods.guard;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The second signal: what the pods' CPU says while a metric is lost. Asked for only then, and at most once a sync.
///
/// By it the guard tells an empty queue from a queue that nobody can read, and with it scales up in a lost metric's
/// place; never down, for a sync with a metric that cannot be read never scales down.
public final class PodCpu {
    /// Percent of the request at which CPU stands in for a lost metric; `off` for never.
    public static final String ANNOTATION = "tidewright.dev/metric-loss-fallback";

    /// What an autoscaler without metrics holds CPU at. Source: defaulting of autoscaling/v2.
    private static final int DEFAULT_PERCENT = 80;

    private static final MetricSource SOURCE = new MetricSource.Resource(Resources.CPU);
    /// Below this, a pod counts as idle.
    private static final long BUSY_MILLI = 20;

    private final OptionalInt percent;
    private final Supplier<MetricAnswer> question;
    private Optional<MetricAnswer> asked = Optional.empty();

    private PodCpu(OptionalInt percent, Supplier<MetricAnswer> question) {
        this.percent = percent;
        this.question = question;
    }

    /// @param written  the annotation's value; what is no percentage counts as not written
    /// @param question asks the metrics API for the CPU usage of the target's pods
    public static PodCpu of(Optional<String> written, Supplier<MetricAnswer> question) {
        return new PodCpu(written.map(PodCpu::percent).orElse(OptionalInt.of(DEFAULT_PERCENT)), question);
    }

    private static OptionalInt percent(String written) {
        String digits = written.endsWith("%") ? written.substring(0, written.length() - 1) : written;
        if (written.equals("off")) {
            return OptionalInt.empty();
        }
        boolean plausible = digits.matches("[1-9][0-9]{0,2}");
        return OptionalInt.of(plausible ? Integer.parseInt(digits) : DEFAULT_PERCENT);
    }

    /// What is asked of the metrics API.
    public static MetricSource source() {
        return SOURCE;
    }

    MetricAnswer answer() {
        if (asked.isEmpty()) {
            asked = Optional.of(question.get());
        }
        return asked.get();
    }

    /// What all pods use together; 0 where they idle, empty where nobody knows.
    OptionalLong busyMilli() {
        if (!(answer() instanceof MetricAnswer.OfPods pods) || pods.samples().size() == 0) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (int i = 0; i < pods.samples().size(); i++) {
            sum += pods.samples().milli(i);
        }
        return OptionalLong.of(sum < BUSY_MILLI * pods.samples().size() ? 0 : sum);
    }

    /// The metric that stands in; empty where none is wanted, or where the autoscaler looks at CPU anyhow.
    Optional<MetricSpec> standIn(List<MetricSpec> specs) {
        boolean known = specs.stream().anyMatch(spec -> isCpu(spec.source()));
        return known || percent.isEmpty()
                ? Optional.empty()
                : Optional.of(MetricSpec.utilization(Resources.CPU, percent.getAsInt()));
    }

    static boolean isCpu(MetricSource source) {
        return switch (source) {
            case MetricSource.Resource one -> one.name().equals(Resources.CPU);
            case MetricSource.ContainerResource one -> one.name().equals(Resources.CPU);
            case MetricSource.Pods any -> false;
            case MetricSource.ObjectMetric any -> false;
            case MetricSource.External any -> false;
            case MetricSource.Unknown any -> false;
        };
    }
}
