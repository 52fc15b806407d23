package dev.tidewright.insight.report;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.report.RunFigures.CacheFigures;
import dev.tidewright.insight.report.RunFigures.DatabaseFigures;
import dev.tidewright.insight.report.RunFigures.GroupFigures;
import dev.tidewright.insight.report.RunFigures.ServiceFigures;
import dev.tidewright.insight.report.RunFigures.WorkloadFigures;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Breaches;
import dev.tidewright.simulator.recording.LatencyFigures;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.recording.Series.Span;
import dev.tidewright.simulator.scenario.Objective;
import java.io.Writer;

/// Writes a report as JSON: fields in a fixed order, times in ISO-8601, lengths in seconds.
public final class ReportJson {
    /// Goes up when a field changes its meaning or goes away.
    public static final int FORMAT = 1;

    private ReportJson() {}

    /// The whole of `report.json`: the report and the series it was drawn from.
    public static void write(Report report, Recording recording, Writer out) {
        JsonText.write(out, json -> json.object(() -> fields(json, report, recording)));
    }

    /// The fields of `report.json`, into an object that is open.
    public static void fields(JsonText json, Report report, Recording recording) {
        fields(json, report);
        series(json, recording);
    }

    /// The grid and the series of a recording, into an object that is open.
    public static void series(JsonText json, Recording recording) {
        SeriesJson.write(json, recording);
    }

    private static void fields(JsonText json, Report report) {
        json.field("format", FORMAT);
        head(json, report);
        json.list("objectives", report.objectives(), ReportJson::objective);
        worst(json, report);
        figures(json, report.figures());
        LeadTimeJson.write(json, report.ramps());
        inputs(json, report.inputs());
    }

    private static void head(JsonText json, Report report) {
        Report.Head head = report.head();
        json.field("scenario", head.scenario())
                .field("seed", head.seed())
                .field("start", head.start())
                .field("end", head.end())
                .field("planned", head.planned())
                .field("partial", head.partial())
                .field("objectivesMet", report.objectivesMet())
                .field("currency", head.currency())
                .field("journalEntries", head.journalEntries())
                .field("journalEntriesDropped", head.dropped());
    }

    private static void objective(JsonText json, ObjectiveResult result) {
        json.object(() -> {
            json.field("objective", result.name()).field("met", result.met()).field("figure", result.figure());
            if (result.objective() instanceof Objective.Latency latency) {
                json.field("service", latency.service())
                        .field("percentile", latency.percentile())
                        .field("atMostSeconds", latency.atMost().toNanos() / 1e9);
            }
        });
    }

    private static void inputs(JsonText json, Inputs inputs) {
        json.list(
                "faults",
                inputs.faults(),
                (each, fault) -> each.object(() -> each.field("start", fault.start())
                        .field("seconds", fault.length().toNanos() / 1e9)
                        .field("words", fault.words())));
        json.list("traffic", inputs.traffic(), JsonText::value);
        json.list("assumptions", inputs.assumptions(), JsonText::value);
        json.list("notes", inputs.notes(), JsonText::value);
    }

    private static void worst(JsonText json, Report report) {
        report.worstMinute()
                .ifPresent(worst -> json.object("worstMinute", () -> {
                    json.field("start", worst.start());
                    breaches(json, worst.breaches());
                    json.field("what", worst.what());
                    json.list(
                            "limitedBy",
                            worst.limits(),
                            (each, limit) -> each.object(() -> {
                                each.field("cause", limit.cause().name())
                                        .field("words", limit.cause().words())
                                        .field("evidence", limit.evidence());
                                each.list("wouldHaveHelped", limit.remedies(), JsonText::value);
                            }));
                }));
    }

    private static void breaches(JsonText json, Breaches breaches) {
        json.field("failed", breaches.failed())
                .field("late", breaches.late())
                .field("breachedRequestSeconds", breaches.spentSeconds());
    }

    private static void figures(JsonText json, RunFigures figures) {
        json.object("summary", () -> {
            breaches(json, figures.breaches());
            json.field("minutesInBreach", figures.minutesInBreach()).field("cost", figures.cost());
            HeadroomFigures headroom = figures.headroom();
            json.field("headroomPods", headroom.meanPods())
                    .field("headroomPodsMost", headroom.mostPods())
                    .field("headroomCost", headroom.cost());
            span(json, "pendingPods", figures.pending());
            json.field("podsThatWaited", figures.waits().waited())
                    .field("longestWaitSeconds", figures.waits().longest().toNanos() / 1e9)
                    .field("longestWaitOf", figures.waits().pod())
                    .field("evictions", figures.disruptions().evictions())
                    .field("restarts", figures.disruptions().restarts())
                    .field("oomKills", figures.disruptions().oomKills())
                    .field("scaledUp", figures.decisions().up())
                    .field("scaledDown", figures.decisions().down())
                    .field("nodesOrdered", figures.decisions().nodesOrdered())
                    .field("nodesRemoved", figures.decisions().nodesRemoved());
            json.list("workloads", figures.workloads(), ReportJson::workload);
            json.list("nodeGroups", figures.groups(), ReportJson::group);
            json.list("services", figures.services(), ReportJson::service);
            json.list("databases", figures.databases(), ReportJson::database);
            json.list("caches", figures.caches(), ReportJson::cache);
            json.list("containers", figures.asked(), ReportJson::asked);
        });
    }

    private static void workload(JsonText json, WorkloadFigures workload) {
        json.object(() -> {
            json.field("name", workload.name());
            span(json, "desired", workload.desired());
            span(json, "ready", workload.ready());
            json.field("restarts", workload.restarts()).field("oomKills", workload.oomKills());
        });
    }

    private static void asked(JsonText json, AskedFigures asked) {
        json.object(() -> {
            json.field("name", asked.name());
            json.field("asked", amounts(asked.asked()))
                    .field("used", amounts(asked.used()))
                    .field("recommended", amounts(asked.recommended()));
            json.field("askedCostAMonth", asked.askedCost()).field("recommendedCostAMonth", asked.recommendedCost());
        });
    }

    private static String amounts(Resources resources) {
        return Words.cores(resources.cpuMilli()) + ", " + Words.mebibytes(resources.memoryBytes());
    }

    private static void group(JsonText json, GroupFigures group) {
        json.object(() -> {
            json.field("name", group.name());
            span(json, "nodes", group.nodes());
            json.field("cost", group.cost());
        });
    }

    private static void service(JsonText json, ServiceFigures service) {
        json.object(() -> {
            json.field("name", service.name())
                    .field("arrived", service.arrived())
                    .field("served", service.served())
                    .field("failed", service.failed())
                    .field("retried", service.retried());
            latency(json, service.latency());
        });
    }

    private static void latency(JsonText json, LatencyFigures latency) {
        json.object(
                "latencySeconds",
                () -> json.field("p50", latency.p50Nanos() / 1e9)
                        .field("p95", latency.p95Nanos() / 1e9)
                        .field("p99", latency.p99Nanos() / 1e9)
                        .field("p999", latency.p999Nanos() / 1e9)
                        .field("max", latency.maxNanos() / 1e9));
    }

    private static void database(JsonText json, DatabaseFigures database) {
        json.object(() -> {
            json.field("name", database.name());
            span(json, "connections", database.connections());
            json.field("connectionLimit", database.connectionLimit());
            span(json, "clientsWaiting", database.waiting());
            span(json, "busyCores", database.busyCores());
            json.field("cores", database.cores());
        });
    }

    private static void cache(JsonText json, CacheFigures cache) {
        json.object(() -> json.field("name", cache.name())
                .field("hits", cache.hits())
                .field("misses", cache.misses())
                .field("hitRate", cache.hitRate()));
    }

    private static void span(JsonText json, String name, Span span) {
        json.object(
                name,
                () -> json.field("min", span.min()).field("mean", span.mean()).field("max", span.max()));
    }
}
