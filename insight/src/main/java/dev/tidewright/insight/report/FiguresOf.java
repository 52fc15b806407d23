package dev.tidewright.insight.report;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.report.RunFigures.CacheFigures;
import dev.tidewright.insight.report.RunFigures.DatabaseFigures;
import dev.tidewright.insight.report.RunFigures.Decisions;
import dev.tidewright.insight.report.RunFigures.Disruptions;
import dev.tidewright.insight.report.RunFigures.GroupFigures;
import dev.tidewright.insight.report.RunFigures.ServiceFigures;
import dev.tidewright.insight.report.RunFigures.WorkloadFigures;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.LatencyFigures;
import dev.tidewright.simulator.recording.LatencySeries;
import dev.tidewright.simulator.recording.Ledger.Line;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.recording.Series;
import dev.tidewright.simulator.recording.Series.Span;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Draws the figures of a run out of its recording and its journal.
final class FiguresOf {
    private final Run run;
    private final Recording recording;

    FiguresOf(Run run) {
        this.run = run;
        this.recording = run.recording();
    }

    RunFigures figures() {
        List<WorkloadFigures> workloads =
                subjects("workload/").stream().map(this::workload).toList();
        List<GroupFigures> groups = subjects("nodes/").stream().map(this::group).toList();
        return new RunFigures(
                workloads,
                groups,
                subjects("service/").stream().map(this::service).toList(),
                subjects("database/").stream().map(this::database).toList(),
                subjects("cache/").stream().map(this::cache).toList(),
                span("cluster", Measures.PENDING_PODS),
                PodWaits.of(run.journal(), recording.grid().start(), recording.end()),
                HeadroomFigures.of(run.journal(), recording.grid().start(), recording.end()),
                AskedFigures.of(run.scenario(), run.journal(), meanPods(workloads)),
                recording.totalBreaches(),
                recording.minutesInBreach(),
                groups.stream().mapToDouble(GroupFigures::cost).sum(),
                disruptions(workloads),
                decisions());
    }

    private static Map<String, Double> meanPods(List<WorkloadFigures> workloads) {
        Map<String, Double> mean = new LinkedHashMap<>();
        workloads.forEach(each -> mean.put(each.name(), each.ready().mean()));
        return mean;
    }

    private List<String> subjects(String prefix) {
        var subjects = new LinkedHashSet<String>();
        for (Series series : recording.series()) {
            if (series.subject().startsWith(prefix)) {
                subjects.add(series.subject());
            }
        }
        return List.copyOf(subjects);
    }

    private Span span(String subject, String measure) {
        return recording
                .find(subject, measure)
                .map(Series::values)
                .map(values -> values instanceof Series.Gauge gauge ? gauge.over() : Span.EMPTY)
                .orElse(Span.EMPTY);
    }

    private WorkloadFigures workload(String subject) {
        return new WorkloadFigures(
                subject.substring("workload/".length()),
                span(subject, Measures.DESIRED),
                span(subject, Measures.READY),
                recording.total(subject, Measures.RESTARTS),
                recording.total(subject, Measures.OOM_KILLS));
    }

    /// Money spent only grows, so its highest value is what was spent.
    private GroupFigures group(String subject) {
        return new GroupFigures(
                Words.lastPart(subject),
                span(subject, Measures.NODES),
                span(subject, Measures.COST).max());
    }

    private ServiceFigures service(String subject) {
        return new ServiceFigures(
                Words.lastPart(subject),
                recording.total(subject, Measures.ARRIVED),
                recording.total(subject, Measures.SERVED),
                recording.total(subject, Measures.FAILED),
                recording.total(subject, Measures.RETRIED),
                recording.latencies(subject).map(LatencySeries::all).orElse(LatencyFigures.NONE));
    }

    private DatabaseFigures database(String subject) {
        String name = Words.lastPart(subject);
        int cores = 0;
        for (DatabaseSpec spec : run.scenario().databases()) {
            cores = spec.name().equals(name) ? spec.cores() : cores;
        }
        return new DatabaseFigures(
                name,
                span(subject, Measures.CONNECTIONS),
                span(subject, Measures.CONNECTION_LIMIT).max(),
                span(subject, Measures.CLIENTS_WAITING),
                span(subject, Measures.BUSY_CORES),
                cores);
    }

    private CacheFigures cache(String subject) {
        return new CacheFigures(
                Words.lastPart(subject),
                recording.total(subject, Measures.HITS),
                recording.total(subject, Measures.MISSES));
    }

    private Disruptions disruptions(List<WorkloadFigures> workloads) {
        return new Disruptions(
                recording.total("cluster", Measures.EVICTIONS),
                workloads.stream().mapToLong(WorkloadFigures::restarts).sum(),
                workloads.stream().mapToLong(WorkloadFigures::oomKills).sum());
    }

    private Decisions decisions() {
        long up = 0;
        long down = 0;
        long ordered = 0;
        long removed = 0;
        for (Line line : run.journal()) {
            Entry entry = line.entry();
            if (entry.at().isBefore(run.scenario().start())) {
                continue;
            }
            if (entry.actor().equals("pods") && entry.verb().equals("scale")) {
                boolean more = Facts.growth(entry) > 0;
                up += more ? 1 : 0;
                down += more ? 0 : 1;
            } else if (entry.actor().equals("nodes")) {
                ordered += entry.verb().equals("order") ? Math.max(0, Facts.growth(entry)) : 0;
                removed += entry.verb().equals("remove") ? 1 : 0;
            }
        }
        return new Decisions(up, down, ordered, removed);
    }
}
