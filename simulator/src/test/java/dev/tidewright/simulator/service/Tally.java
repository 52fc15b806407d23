package dev.tidewright.simulator.service;

import dev.tidewright.simulator.recording.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Keeps what a recorder is told, to be asked.
public final class Tally implements Recorder {
    public final Map<String, DoubleSupplier> gauges = new LinkedHashMap<>();
    public final Map<String, LongSupplier> counters = new LinkedHashMap<>();
    private final Map<String, List<long[]>> latencies = new LinkedHashMap<>();

    @Override
    public void gauge(String subject, String measure, DoubleSupplier now) {
        gauges.put(subject + " " + measure, now);
    }

    @Override
    public void counter(String subject, String measure, LongSupplier total) {
        counters.put(subject + " " + measure, total);
    }

    @Override
    public Latencies latencies(String subject) {
        List<long[]> list = latencies.computeIfAbsent(subject, name -> new ArrayList<>());
        return (nanos, count) -> list.add(new long[] {nanos, count});
    }

    public double meanSeconds(String subject) {
        double sum = 0;
        double all = 0;
        for (long[] each : latencies.getOrDefault(subject, List.of())) {
            sum += each[0] / 1e9 * each[1];
            all += each[1];
        }
        return sum / all;
    }

    public double longestSeconds(String subject) {
        return latencies.getOrDefault(subject, List.of()).stream()
                .mapToDouble(each -> each[0] / 1e9)
                .max()
                .orElse(0);
    }

    public void forget() {
        latencies.values().forEach(List::clear);
    }

    public double gauge(String name) {
        return java.util.Objects.requireNonNull(gauges.get(name), name).getAsDouble();
    }
}
