package dev.tidewright.insight.monitoring;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.meters.Gauge;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricStatus;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.units.Quantity;
import java.util.List;
import java.util.Optional;

/// The autoscalers of a cluster as kube-state-metrics shows them, so that dashboards and alerts work where it does not
/// run.
///
/// Source: kube-state-metrics' `docs/metrics/workload/horizontalpodautoscaler-metrics.md`.
public final class AutoscalerMeters {
    private static final String PREFIX = "kube_horizontalpodautoscaler_";
    private static final List<String> TRUTHS = List.of("true", "false", "unknown");

    private final Gauge info;
    private final Gauge minReplicas;
    private final Gauge maxReplicas;
    private final Gauge targets;
    private final Gauge found;
    private final Gauge current;
    private final Gauge desired;
    private final Gauge conditions;

    public AutoscalerMeters(Meters meters) {
        info = gauge(
                meters, "info", "Information about this autoscaler.", "scaletargetref_kind", "scaletargetref_name");
        minReplicas = gauge(meters, "spec_min_replicas", "Lower limit for the number of pods, default 1.");
        maxReplicas = gauge(meters, "spec_max_replicas", "Upper limit for the number of pods.");
        targets = gauge(
                meters,
                "spec_target_metric",
                "What each metric is to be held at.",
                "metric_name",
                "metric_target_type");
        found = gauge(
                meters, "status_target_metric", "What each metric was found at.", "metric_name", "metric_target_type");
        current = gauge(meters, "status_current_replicas", "Current number of pods.");
        desired = gauge(meters, "status_desired_replicas", "Desired number of pods.");
        conditions = gauge(meters, "status_condition", "The conditions of this autoscaler.", "condition", "status");
    }

    private static Gauge gauge(Meters meters, String name, String help, String... more) {
        String[] labels = new String[more.length + 2];
        labels[0] = "namespace";
        labels[1] = "horizontalpodautoscaler";
        System.arraycopy(more, 0, labels, 2, more.length);
        return meters.gauge(PREFIX + name, help, labels);
    }

    /// Shows the autoscalers as they are now, and those that are gone no more. To be called before each reading.
    public void show(Cluster cluster) {
        List.of(info, minReplicas, maxReplicas, targets, found, current, desired, conditions)
                .forEach(Gauge::clear);
        cluster.list(HorizontalPodAutoscaler.class).forEach(this::show);
    }

    private void show(HorizontalPodAutoscaler hpa) {
        String space = hpa.meta().namespace();
        String name = hpa.meta().name();
        var target = hpa.spec().target();
        info.set(1, space, name, target.kind(), target.name());
        minReplicas.set(hpa.spec().floor(), space, name);
        maxReplicas.set(hpa.spec().maxReplicas(), space, name);
        current.set(hpa.status().currentReplicas(), space, name);
        desired.set(hpa.status().desiredReplicas(), space, name);
        for (MetricSpec metric : hpa.spec().metrics()) {
            MetricTarget to = metric.target();
            show(
                    targets,
                    new Figures(to.value(), to.averageValue(), to.averageUtilization()),
                    space,
                    name,
                    metric.source());
        }
        for (MetricStatus metric : hpa.status().currentMetrics()) {
            var figures = new Figures(metric.value(), metric.averageValue(), metric.averageUtilization());
            show(found, figures, space, name, metric.source());
        }
        for (Condition condition : hpa.status().conditions()) {
            for (String truth : TRUTHS) {
                boolean is = condition.status().equalsIgnoreCase(truth);
                conditions.set(is, space, name, condition.type(), truth);
            }
        }
    }

    /// A metric's target, or what it was found at.
    private record Figures(Optional<Quantity> value, Optional<Quantity> average, Optional<Integer> utilization) {}

    private static void show(Gauge gauge, Figures figures, String space, String name, MetricSource source) {
        String metric = nameOf(source);
        figures.value().ifPresent(value -> gauge.set(value.milli() / 1000.0, space, name, metric, "value"));
        figures.average().ifPresent(value -> gauge.set(value.milli() / 1000.0, space, name, metric, "average"));
        figures.utilization().ifPresent(percent -> gauge.set(percent, space, name, metric, "utilization"));
    }

    private static String nameOf(MetricSource source) {
        return switch (source) {
            case MetricSource.Resource resource -> resource.name();
            case MetricSource.ContainerResource resource -> resource.name();
            case MetricSource.Pods pods -> pods.metric().name();
            case MetricSource.ObjectMetric object -> object.metric().name();
            case MetricSource.External external -> external.metric().name();
            case MetricSource.Unknown unknown -> unknown.type();
        };
    }
}
