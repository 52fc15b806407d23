package dev.tidewright.simulator.recording;

import dev.tidewright.simulator.recording.Minute.Reading;
import dev.tidewright.simulator.recording.Minute.ServiceMinute;
import dev.tidewright.simulator.recording.Recording.ServiceBreaches;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Takes the measures of one run. The world calls [#sample] at the run's start and then every [Grid#sampling];
/// [#recording] may be asked at any time, also of a run that is cut short. Bounded by [Grid#MOST_ROWS] rows a
/// series and [#MOST_SERIES] series. For one thread.
public final class SeriesRecorder implements Recorder {
    /// More series than this are refused: 1,000 workloads with all their measures fit four times.
    public static final int MOST_SERIES = 40_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// One breached request in so many says nothing of a minute; what else went wrong in it says more.
    private static final long FEW = 1_000;

    private final Grid grid;
    private final Instant planned;
    private final SortedMap<String, Promise> promises;
    private final long stepNanos;
    private final List<GaugeTrack> gauges = new ArrayList<>();
    private final List<CounterTrack> counters = new ArrayList<>();
    private final List<Object> inOrder = new ArrayList<>();
    private final Map<Name, Object> byName = new HashMap<>();
    private final Map<String, LatencyTrack> latencies = new LinkedHashMap<>();
    private final WorstMinutes worst = new WorstMinutes();
    private long minutesInBreach;
    private int row;
    private Instant minuteStart;
    private Instant latest;
    private Instant rowClosedAt;

    public SeriesRecorder(Instant start, Duration length, SortedMap<String, Promise> promises) {
        this.grid = Grid.of(start, length);
        this.planned = start.plus(length);
        this.promises = promises;
        this.stepNanos = grid.step().toNanos();
        this.minuteStart = start;
        this.latest = start;
        this.rowClosedAt = start;
    }

    public static SeriesRecorder of(Scenario scenario) {
        return new SeriesRecorder(scenario.start(), scenario.length(), Promise.of(scenario));
    }

    public Grid grid() {
        return grid;
    }

    @Override
    public void gauge(String subject, String measure, DoubleSupplier now) {
        if (byName.get(new Name(subject, measure)) instanceof GaugeTrack known) {
            known.follow(now);
            return;
        }
        var track = new GaugeTrack(subject, measure, now, grid.rows());
        register(new Name(subject, measure), track);
        gauges.add(track);
    }

    @Override
    public void counter(String subject, String measure, LongSupplier total) {
        if (byName.get(new Name(subject, measure)) instanceof CounterTrack known) {
            known.follow(total);
            return;
        }
        var track = new CounterTrack(subject, measure, total, grid.rows());
        register(new Name(subject, measure), track);
        counters.add(track);
    }

    private void register(Name name, Object track) {
        if (byName.containsKey(name)) {
            throw new IllegalArgumentException(name + " is recorded already, as another kind of measure");
        }
        if (inOrder.size() >= MOST_SERIES) {
            throw new IllegalStateException("more than " + MOST_SERIES + " series, at " + name);
        }
        byName.put(name, track);
        inOrder.add(track);
    }

    @Override
    public Latencies latencies(String subject) {
        return latencies.computeIfAbsent(
                subject, name -> new LatencyTrack(promises.getOrDefault(name, Promise.none(name)), row));
    }

    /// Looks at every gauge and counter. `now` is the start plus a whole number of [Grid#sampling], each once, in
    /// order; only the last call of a run may fall between.
    public void sample(Instant now) {
        for (int each = 0; each < gauges.size(); each++) {
            gauges.get(each).sample();
        }
        for (int each = 0; each < counters.size(); each++) {
            counters.get(each).sample();
        }
        latest = now;
        if (!now.isBefore(minuteStart.plus(MINUTE))) {
            closeMinute();
            minuteStart = now;
        }
        if (now.isAfter(grid.start()) && Duration.between(grid.start(), now).toNanos() % stepNanos == 0) {
            closeRow();
        }
    }

    private void closeRow() {
        if (row == grid.rows()) {
            return;
        }
        gauges.forEach(gauge -> gauge.closeRow(row));
        counters.forEach(counter -> counter.closeRow(row));
        latencies.values().forEach(LatencyTrack::closeRow);
        row++;
        rowClosedAt = latest;
    }

    private void closeMinute() {
        long breached = 0;
        long finished = 0;
        long p99 = 0;
        for (var each : latencies.entrySet()) {
            if (isEntry(each.getKey())) {
                long failed = failedInMinute(each.getKey());
                LatencyFigures figures = each.getValue().minuteFigures();
                breached += each.getValue().minuteBreaches(failed).count();
                finished += figures.count() + failed;
                p99 = Math.max(p99, figures.p99Nanos());
            }
        }
        minutesInBreach += breached > 0 ? 1 : 0;
        long felt = breached * FEW >= finished ? breached : 0;
        worst.offer(new WorstMinutes.Badness(felt, pending(), p99), this::minute);
        gauges.forEach(GaugeTrack::closeMinute);
        counters.forEach(CounterTrack::closeMinute);
        latencies.values().forEach(LatencyTrack::closeMinute);
    }

    /// Failures deep inside come back as failures at the entry; counting both would count a user twice.
    private boolean isEntry(String subject) {
        Promise promise = promises.get(subject);
        return promise != null && promise.entry();
    }

    private double pending() {
        return byName.get(new Name("cluster", Measures.PENDING_PODS)) instanceof GaugeTrack pending
                        && pending.hasMinute()
                ? pending.minuteMean()
                : 0;
    }

    private long failedInMinute(String subject) {
        return byName.get(new Name(subject, Measures.FAILED)) instanceof CounterTrack failed
                ? failed.minuteGrowth()
                : 0;
    }

    private long failedInRun(String subject) {
        return byName.get(new Name(subject, Measures.FAILED)) instanceof CounterTrack failed ? failed.runGrowth() : 0;
    }

    private Minute minute() {
        var services = new ArrayList<ServiceMinute>();
        latencies.forEach((subject, track) -> {
            Breaches breaches = isEntry(subject) ? track.minuteBreaches(failedInMinute(subject)) : Breaches.NONE;
            services.add(new ServiceMinute(subject, breaches, track.minuteFigures()));
        });
        var readings = new ArrayList<Reading>();
        for (Object track : inOrder) {
            if (track instanceof GaugeTrack gauge && gauge.hasMinute()) {
                readings.add(gauge.minute());
            } else if (track instanceof CounterTrack counter) {
                readings.add(counter.minute());
            }
        }
        return new Minute(minuteStart, services, readings);
    }

    /// All that was recorded up to the latest sample. Ends the recording: call it once, last.
    public Recording recording() {
        if (latest.isAfter(minuteStart)) {
            closeMinute();
            minuteStart = latest;
        }
        if (latest.isAfter(rowClosedAt)) {
            closeRow();
        }
        return soFar();
    }

    /// All that was recorded up to the latest whole row, to be looked at while the recording goes on.
    public Recording soFar() {
        var series = new ArrayList<Series>();
        for (Object track : inOrder) {
            series.add(track instanceof GaugeTrack gauge ? gauge.series(row) : ((CounterTrack) track).series(row));
        }
        var breaches = new ArrayList<ServiceBreaches>();
        latencies.forEach((subject, track) -> {
            if (isEntry(subject)) {
                breaches.add(new ServiceBreaches(subject, track.runBreaches(failedInRun(subject))));
            }
        });
        return new Recording(
                grid,
                latest,
                planned,
                row,
                series,
                latencies.values().stream().map(LatencyTrack::series).toList(),
                breaches,
                worst.worstFirst(),
                minutesInBreach);
    }

    private record Name(String subject, String measure) {
        @Override
        public String toString() {
            return subject + " " + measure;
        }
    }
}
