package dev.tidewright.insight.comparison;

import dev.tidewright.insight.comparison.Row.Kind;
import dev.tidewright.insight.limits.WorstMinute;
import dev.tidewright.insight.report.ObjectiveResult;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.report.RunFigures;
import dev.tidewright.insight.report.RunFigures.ServiceFigures;
import dev.tidewright.insight.report.RunFigures.WorkloadFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Two runs side by side.
///
/// @param rows    the figures, those that decide first
/// @param parting the first decision where they part; empty if they took the same ones at the same times
public record Comparison(Side left, Side right, List<Row> rows, Optional<Parting> parting) {
    public Comparison {
        rows = List.copyOf(rows);
    }

    public static Comparison of(Side left, Side right) {
        return new Comparison(
                left,
                right,
                rows(left.report(), right.report()),
                Parting.of(left.run().journal(), right.run().journal()));
    }

    private static List<Row> rows(Report left, Report right) {
        var rows = new Rows(left, right);
        rows.add("objectives missed", Kind.COUNT, Comparison::missed);
        rows.add("cost", Kind.MONEY, report -> report.figures().cost());
        rows.add(
                "requests failed",
                Kind.COUNT,
                report -> report.figures().breaches().failed());
        rows.add(
                "requests late",
                Kind.COUNT,
                report -> report.figures().breaches().late());
        rows.add(
                "breached request-seconds",
                Kind.COUNT,
                report -> report.figures().breaches().spentSeconds());
        rows.add("minutes in breach", Kind.COUNT, report -> report.figures().minutesInBreach());
        rows.add(
                "breached in the worst minute",
                Kind.COUNT,
                report -> report.worstMinute()
                        .map(WorstMinute::breaches)
                        .map(breaches -> (double) breaches.count())
                        .orElse(0d));
        rows.latencies();
        rows.add(
                "longest wait for a node",
                Kind.SECONDS,
                report -> report.figures().waits().longest().toNanos() / 1e9);
        rows.add(
                "evictions",
                Kind.COUNT,
                report -> report.figures().disruptions().evictions());
        rows.add(
                "restarts", Kind.COUNT, report -> report.figures().disruptions().restarts());
        rows.add(
                "OOM kills",
                Kind.COUNT,
                report -> report.figures().disruptions().oomKills());
        rows.replicas();
        rows.add("most nodes", Kind.NEUTRAL, Comparison::mostNodes);
        rows.add(
                "decisions to scale pods",
                Kind.NEUTRAL,
                report -> report.figures().decisions().up()
                        + report.figures().decisions().down());
        return rows.all;
    }

    private static double missed(Report report) {
        return report.objectives().stream()
                .filter(result -> !result.met())
                .map(ObjectiveResult::name)
                .count();
    }

    private static double mostNodes(Report report) {
        return report.figures().groups().stream()
                .mapToDouble(group -> group.nodes().max())
                .sum();
    }

    private static final class Rows {
        private final List<Row> all = new ArrayList<>();
        private final Report left;
        private final Report right;

        Rows(Report left, Report right) {
            this.left = left;
            this.right = right;
        }

        void add(String name, Kind kind, ToDoubleFunction<Report> figure) {
            all.add(new Row(name, kind, figure.applyAsDouble(left), figure.applyAsDouble(right)));
        }

        /// Of services that both runs have.
        void latencies() {
            for (ServiceFigures service : left.figures().services()) {
                String name = service.name();
                if (service.latency().count() > 0 && p99(right, name) > 0) {
                    add(name + " p99 latency", Kind.SECONDS, report -> p99(report, name));
                }
            }
        }

        private static double p99(Report report, String service) {
            return report.figures().services().stream()
                    .filter(each -> each.name().equals(service))
                    .mapToDouble(each -> each.latency().p99Nanos() / 1e9)
                    .sum();
        }

        void replicas() {
            for (WorkloadFigures workload : left.figures().workloads()) {
                String name = workload.name();
                if (workload.moved()) {
                    add("mean pods of " + name, Kind.NEUTRAL, report -> meanReady(report.figures(), name));
                }
            }
        }

        private static double meanReady(RunFigures figures, String workload) {
            return figures.workloads().stream()
                    .filter(each -> each.name().equals(workload))
                    .mapToDouble(each -> each.ready().mean())
                    .sum();
        }
    }
}
