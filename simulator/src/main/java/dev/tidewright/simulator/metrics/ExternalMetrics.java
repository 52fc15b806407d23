package dev.tidewright.simulator.metrics;

import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.scenario.Fault.MetricOutage.Kind;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.service.ServiceModel;
import dev.tidewright.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `external.metrics.k8s.io`: figures kept outside the cluster, each measured at its own pace and told with its own
/// lag, or what an outage makes of them.
final class ExternalMetrics {
    private static final double MILLI = 1_000;
    private static final double ABSURD_FACTOR = 100;

    private final Timeline timeline;
    private final Outages outages;
    private final Map<String, ExternalSeries> byName = new TreeMap<>();

    ExternalMetrics(Timeline timeline, MetricsPipeline pipeline, List<ServiceModel> services, Outages outages) {
        this.timeline = timeline;
        this.outages = outages;
        for (ExternalMetric metric : pipeline.external()) {
            ServiceModel of = services.stream()
                    .filter(service -> service.spec().name().equals(metric.service()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such service: " + metric.service()));
            byName.put(metric.name(), new ExternalSeries(metric, of));
        }
    }

    void begin() {
        byName.values().forEach(each -> timeline.after(each.metric().every().dividedBy(2), () -> measure(each)));
    }

    private void measure(ExternalSeries series) {
        boolean learns = outages.ofExternal(series.metric().name())
                .filter(kind -> kind == Kind.FROZEN)
                .isEmpty();
        if (learns) {
            series.take(timeline.nanos());
        }
        timeline.after(series.metric().every(), () -> measure(series));
    }

    Answer<Sample> answer(String metric, Optional<LabelSelector> selector) {
        ExternalSeries series = byName.get(metric);
        Optional<Kind> outage = outages.ofExternal(metric);
        boolean lost = outage.filter(kind -> kind == Kind.NOT_FOUND).isPresent();
        if (series == null || lost) {
            return new Answer.Failure<>("the server could not find the metric " + metric + " for external metrics");
        }
        boolean missing = outage.filter(kind -> kind == Kind.MISSING).isPresent();
        boolean selected =
                selector.isEmpty() || selector.get().matches(series.metric().labels());
        List<Sample> samples = new ArrayList<>(1);
        if (selected && !missing) {
            series.told(timeline.nanos()).ifPresent(told -> samples.add(sample(told, outage)));
        }
        return new Answer.Samples<>(samples);
    }

    private Sample sample(ExternalSeries.Told told, Optional<Kind> outage) {
        double value = outage.map(kind -> broken(kind, told.value())).orElse(told.value());
        return new Sample("", timeline.start().plusNanos(told.nanos()), Optional.empty(), Quantity.ofMilli((long)
                Math.ceil(value * MILLI)));
    }

    private static double broken(Kind kind, double value) {
        return switch (kind) {
            case ZERO -> 0;
            case ONE_POD -> value * ABSURD_FACTOR;
            case MISSING, NOT_FOUND, FROZEN -> value;
        };
    }
}
