package dev.tidewright.insight.report;

import dev.tidewright.insight.json.JsonText;
import dev.tidewright.simulator.recording.Column;
import dev.tidewright.simulator.recording.LatencyFigures;
import dev.tidewright.simulator.recording.LatencySeries;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.recording.Series;
import java.util.function.ToLongFunction;

/// Writes the recorded series: one column a measure, one value a row, `null` where there was none.
final class SeriesJson {
    private SeriesJson() {}

    static void write(JsonText json, Recording recording) {
        json.object(
                "grid",
                () -> json.field("start", recording.grid().start())
                        .field("stepSeconds", recording.grid().step().toSeconds())
                        .field("rows", recording.rows()));
        json.list("series", recording.series(), SeriesJson::series);
        json.list("latencies", recording.latencies(), SeriesJson::latencies);
    }

    private static void series(JsonText json, Series series) {
        json.object(() -> {
            json.field("subject", series.subject()).field("measure", series.measure());
            switch (series.values()) {
                case Series.Gauge gauge -> {
                    column(json, "value", gauge.last());
                    if (!gauge.peak().equals(gauge.last())) {
                        column(json, "peak", gauge.peak());
                    }
                }
                case Series.Counter counter -> column(json, "growth", counter.growth());
            }
        });
    }

    private static void column(JsonText json, String name, Column column) {
        json.name(name).list(() -> {
            for (int row = 0; row < column.rows(); row++) {
                json.value(column.at(row));
            }
        });
    }

    private static void latencies(JsonText json, LatencySeries series) {
        json.object(() -> {
            json.field("subject", series.subject());
            percentile(json, series, "p50", LatencyFigures::p50Nanos);
            percentile(json, series, "p95", LatencyFigures::p95Nanos);
            percentile(json, series, "p99", LatencyFigures::p99Nanos);
            percentile(json, series, "p999", LatencyFigures::p999Nanos);
            percentile(json, series, "max", LatencyFigures::maxNanos);
        });
    }

    /// In milliseconds; a row without requests has none.
    private static void percentile(
            JsonText json, LatencySeries series, String name, ToLongFunction<LatencyFigures> nanos) {
        json.name(name).list(() -> {
            for (LatencyFigures row : series.rows()) {
                json.value(row.count() == 0 ? Double.NaN : Math.rint(nanos.applyAsLong(row) / 1e3) / 1e3);
            }
        });
    }
}
