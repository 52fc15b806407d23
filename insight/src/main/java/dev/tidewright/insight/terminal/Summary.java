package dev.tidewright.insight.terminal;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.insight.limits.Limit;
import dev.tidewright.insight.limits.WorstMinute;
import dev.tidewright.insight.report.AskedFigures;
import dev.tidewright.insight.report.HeadroomFigures;
import dev.tidewright.insight.report.ObjectiveResult;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.report.RunFigures;
import dev.tidewright.insight.report.RunFigures.WorkloadFigures;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.LatencyFigures;
import dev.tidewright.simulator.recording.Series.Span;
import java.time.Duration;
import java.util.List;

/// A report as a page of text: the verdict and the answers first, then the figures.
public final class Summary {
    private static final int MOST_WORKLOADS = 12;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private Summary(Report report) {
        this.report = report;
    }

    /// The text, with a line end after each line.
    public static String of(Report report) {
        var summary = new Summary(report);
        summary.head();
        summary.objectives();
        report.worstMinute().ifPresent(summary::worst);
        summary.text.append(LeadTimeText.of(report.ramps(), report.head().length()));
        summary.requests();
        summary.workloads();
        summary.asked();
        summary.nodes();
        summary.stores();
        summary.disruptions();
        return summary.text.toString();
    }

    private void head() {
        Report.Head head = report.head();
        text.append("%s, seed %d: %s of virtual time from %s%n"
                .formatted(head.scenario(), head.seed(), Words.time(head.length()), head.start())
                .replace(System.lineSeparator(), "\n"));
        if (head.partial()) {
            text.append("Cut short: planned until ").append(head.planned()).append(".\n");
        }
    }

    private void objectives() {
        if (report.objectives().isEmpty()) {
            return;
        }
        text.append("\nObjectives\n");
        for (ObjectiveResult result : report.objectives()) {
            text.append(Paragraph.wrap(
                    result.met() ? "  met     " : "  MISSED  ", result.name() + ": was " + result.figure()));
        }
    }

    private void worst(WorstMinute worst) {
        Duration length = report.head().length();
        text.append("\nWorst minute: ")
                .append(Words.clock(worst.start(), length))
                .append('\n');
        text.append(Paragraph.wrap("  what happened      ", worst.what()));
        String label = "  what limited it    ";
        for (Limit limit : worst.limits()) {
            text.append(Paragraph.wrap(label, limit.cause().words() + ": " + limit.evidence()));
            label = "  also               ";
        }
        if (worst.limits().isEmpty()) {
            text.append(label).append("nothing that was recorded tells\n");
        }
        String help = "  would have helped  ";
        for (String remedy : remedies(worst)) {
            text.append(Paragraph.wrap(help, remedy));
            help = "  also               ";
        }
    }

    private static List<String> remedies(WorstMinute worst) {
        return worst.limits().stream()
                .flatMap(limit -> limit.remedies().stream())
                .distinct()
                .toList();
    }

    private void requests() {
        var table = new Table().row("Requests", "arrived", "failed", "retried", "p50", "p95", "p99", "p99.9", "max");
        for (RunFigures.ServiceFigures service : report.figures().services()) {
            LatencyFigures latency = service.latency();
            boolean some = latency.count() > 0;
            table.row(
                    "  " + service.name(),
                    Words.number(service.arrived()),
                    Words.number(service.failed()),
                    Words.number(service.retried()),
                    some ? Words.nanos(latency.p50Nanos()) : "-",
                    some ? Words.nanos(latency.p95Nanos()) : "-",
                    some ? Words.nanos(latency.p99Nanos()) : "-",
                    some ? Words.nanos(latency.p999Nanos()) : "-",
                    some ? Words.nanos(latency.maxNanos()) : "-");
        }
        add(table);
        RunFigures figures = report.figures();
        if (!table.isEmpty()) {
            text.append(Paragraph.wrap(
                    "  ",
                    "%s failed or came late, %s request-seconds spent in them, in %s"
                            .formatted(
                                    Words.count(figures.breaches().count(), "request"),
                                    Words.number(figures.breaches().spentSeconds()),
                                    Words.count(figures.minutesInBreach(), "minute"))));
        }
    }

    private void workloads() {
        List<WorkloadFigures> moved = report.figures().workloads().stream()
                .filter(WorkloadFigures::moved)
                .toList();
        List<WorkloadFigures> shown = moved.isEmpty() ? report.figures().workloads() : moved;
        var table =
                new Table().row("Replicas", "min", "mean", "max", "ready min", "mean", "max", "restarts", "OOM kills");
        shown.stream()
                .limit(MOST_WORKLOADS)
                .forEach(each -> table.row(
                        "  " + each.name(),
                        low(each.desired()),
                        mean(each.desired()),
                        high(each.desired()),
                        low(each.ready()),
                        mean(each.ready()),
                        high(each.ready()),
                        Words.number(each.restarts()),
                        Words.number(each.oomKills())));
        add(table);
        if (shown.size() > MOST_WORKLOADS) {
            text.append("  and ").append(shown.size() - MOST_WORKLOADS).append(" more in report.json\n");
        }
    }

    private void asked() {
        String money = report.head().currency() + " a month";
        var table = new Table().row("Containers", "asked", "used (p90)", "recommended", money, "would be");
        for (AskedFigures each : report.figures().asked()) {
            table.row(
                    "  " + each.name(),
                    amounts(each.asked()),
                    amounts(each.used()),
                    amounts(each.recommended()),
                    Words.money(each.askedCost()),
                    Words.money(each.recommendedCost()));
        }
        add(table);
    }

    private static String amounts(Resources resources) {
        return Words.cores(resources.cpuMilli()) + " " + Words.mebibytes(resources.memoryBytes());
    }

    private void nodes() {
        RunFigures figures = report.figures();
        String money = report.head().currency();
        var table = new Table().row("Nodes", "min", "mean", "max", "cost, " + money);
        figures.groups()
                .forEach(group -> table.row(
                        "  " + group.name(),
                        low(group.nodes()),
                        mean(group.nodes()),
                        high(group.nodes()),
                        Words.money(group.cost())));
        if (figures.groups().size() > 1) {
            table.row("  all", "", "", "", Words.money(figures.cost()));
        }
        add(table);
        if (figures.headroom().mostPods() > 0) {
            HeadroomFigures headroom = figures.headroom();
            text.append(Paragraph.wrap(
                    "  ",
                    "room kept free for %s pods on average, %s at most: %s of the cost"
                            .formatted(
                                    Words.number(headroom.meanPods()),
                                    Words.number(headroom.mostPods()),
                                    Words.money(headroom.cost()))));
        }
        if (figures.pending().samples() > 0) {
            String longest = figures.waits().waited() == 0
                    ? "no pod waited for a node"
                    : "%s waited for a node, the longest %s (%s)"
                            .formatted(
                                    Words.count(figures.waits().waited(), "pod"),
                                    Words.time(figures.waits().longest()),
                                    figures.waits().pod());
            text.append(
                    Paragraph.wrap("  ", "pending at most %s at once; %s".formatted(high(figures.pending()), longest)));
        }
    }

    private void stores() {
        var databases =
                new Table().row("Databases", "connections max", "limit", "waiting max", "busy cores max", "cores");
        report.figures()
                .databases()
                .forEach(each -> databases.row(
                        "  " + each.name(),
                        high(each.connections()),
                        Words.number(each.connectionLimit()),
                        high(each.waiting()),
                        high(each.busyCores()),
                        Words.number(each.cores())));
        add(databases);
        var caches = new Table().row("Caches", "look-ups", "hit rate");
        report.figures()
                .caches()
                .forEach(each -> caches.row(
                        "  " + each.name(), Words.number((each.hits() + each.misses())), Words.share(each.hitRate())));
        add(caches);
    }

    private void disruptions() {
        RunFigures figures = report.figures();
        text.append('\n')
                .append(Paragraph.wrap(
                        "",
                        "Decisions: scaled up %d times, down %d times; ordered %s, removed %d. Disruptions: %s, %s."
                                .formatted(
                                        figures.decisions().up(),
                                        figures.decisions().down(),
                                        Words.count(figures.decisions().nodesOrdered(), "node"),
                                        figures.decisions().nodesRemoved(),
                                        Words.count(figures.disruptions().evictions(), "eviction"),
                                        Words.count(figures.disruptions().restarts(), "restart"))));
    }

    private void add(Table table) {
        if (!table.isEmpty()) {
            text.append('\n').append(table.render(0));
        }
    }

    private static String low(Span span) {
        return span.samples() == 0 ? "-" : Words.number(span.min());
    }

    private static String mean(Span span) {
        return span.samples() == 0 ? "-" : Words.number(span.mean());
    }

    private static String high(Span span) {
        return span.samples() == 0 ? "-" : Words.number(span.max());
    }
}
