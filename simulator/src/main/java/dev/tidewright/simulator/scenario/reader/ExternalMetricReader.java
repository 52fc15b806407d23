package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.scenario.ExternalMetric.Figure;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads one entry of `metrics.external`: a figure of a service, named by its field, and the lags it is told with.
final class ExternalMetricReader {
    /// By the field that names the service.
    static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("requests", Figure.REQUESTS);
        FIGURES.put("inFlight", Figure.IN_FLIGHT);
        FIGURES.put("latency", Figure.LATENCY);
    }

    private ExternalMetricReader() {}

    static ExternalMetric read(Reading.Entry entry, MetricsPipeline pipeline) {
        Fields metric = entry.fields();
        Map<Figure, String> named = new LinkedHashMap<>();
        FIGURES.forEach((field, figure) -> metric.text(field).ifPresent(service -> named.put(figure, service)));
        if (named.size() != 1) {
            throw new BadInput(
                    entry.parent().placeOf(entry.name()),
                    entry.parent().path(entry.name()),
                    "expected one of " + String.join(", ", FIGURES.keySet()) + ", with a service's name");
        }
        Map.Entry<Figure, String> only = named.entrySet().iterator().next();
        Duration every = Units.length(metric, "every").orElse(pipeline.scrapeInterval());
        Duration usual = every.compareTo(pipeline.rateWindow()) > 0 ? every : pipeline.rateWindow();
        Duration window = Units.length(metric, "window").orElse(usual);
        var read = new ExternalMetric(
                entry.name(),
                only.getKey(),
                only.getValue(),
                metric.texts("labels"),
                every,
                window,
                Units.duration(metric, "lag").orElse(Duration.ZERO));
        Units.refuseOver(metric, "every", every, "window", window);
        metric.refuseUnknown();
        return read;
    }
}
