package dev.tidewright.insight.monitoring;

import dev.tidewright.insight.monitoring.Panel.Query;
import java.util.List;

/// The dashboards that come with Tidewright.
public final class Dashboards {
    private static final String KUBE = "kube_horizontalpodautoscaler_";
    private static final String HPA = "horizontal_pod_autoscaler_controller_";
    private static final String CA = "cluster_autoscaler_";
    private static final String HERE = "{namespace=~\"$namespace\"}";
    private static final String WHICH = "{{namespace}}/{{horizontalpodautoscaler}}";

    private Dashboards() {}

    public static List<Dashboard> all() {
        return List.of(pods(), nodes());
    }

    private static Dashboard pods() {
        return new Dashboard(
                "tidewright-pods",
                "Autoscaling: pods",
                List.of(
                        panel(
                                "Replicas",
                                "short",
                                query(KUBE + "status_current_replicas" + HERE, WHICH + " current"),
                                query(KUBE + "status_desired_replicas" + HERE, WHICH + " desired"),
                                query(KUBE + "spec_max_replicas" + HERE, WHICH + " max")),
                        panel(
                                "Metrics against their targets",
                                "percent",
                                query(
                                        "100 * " + KUBE + "status_target_metric" + HERE + " / " + KUBE
                                                + "spec_target_metric" + HERE,
                                        WHICH + " {{metric_name}}")),
                        panel(
                                "Cannot scale, or cannot see",
                                "short",
                                query(
                                        KUBE
                                                + "status_condition{namespace=~\"$namespace\",condition=~\"AbleToScale|ScalingActive\","
                                                + "status=\"false\"}",
                                        WHICH + " {{condition}}")),
                        panel(
                                "Held at a limit",
                                "short",
                                query(
                                        KUBE
                                                + "status_condition{namespace=~\"$namespace\",condition=\"ScalingLimited\","
                                                + "status=\"true\"}",
                                        WHICH)),
                        panel(
                                "Decisions a minute",
                                "short",
                                query(
                                        "60 * sum by (action) (rate(" + HPA + "reconciliations_total[5m]))",
                                        "{{action}}")),
                        panel(
                                "Metrics that could not be computed, a minute",
                                "short",
                                query(
                                        "60 * sum by (metric_type) (rate(" + HPA
                                                + "metric_computation_total{error!=\"none\"}[5m]))",
                                        "{{metric_type}}")),
                        panel(
                                "From a pod's creation to serving, 95th percentile",
                                "s",
                                query(
                                        "histogram_quantile(0.95, sum by (le, stage)"
                                                + " (rate(tidewright_pod_lead_time_seconds_bucket[15m])))",
                                        "{{stage}}"))));
    }

    private static Dashboard nodes() {
        return new Dashboard(
                "tidewright-nodes",
                "Autoscaling: nodes",
                List.of(
                        panel("Nodes", "short", query(CA + "nodes_count", "{{state}}")),
                        panel(
                                "Node groups",
                                "short",
                                query(CA + "node_group_target_count", "{{node_group}} target"),
                                query(CA + "node_group_max_count", "{{node_group}} max")),
                        panel("Pods without a node", "short", query(CA + "unschedulable_pods_count", "{{type}}")),
                        panel(
                                "Machines ordered and given back, in 15 minutes",
                                "short",
                                query("sum(increase(" + CA + "scaled_up_nodes_total[15m]))", "ordered"),
                                query("sum(increase(" + CA + "scaled_down_nodes_total[15m]))", "given back"),
                                query("sum(increase(" + CA + "failed_scale_ups_total[15m]))", "failed")),
                        panel(
                                "Nodes that are not needed, and why they stay",
                                "short",
                                query(CA + "unneeded_nodes_count", "unneeded"),
                                query("sum by (reason) (" + CA + "unremovable_nodes_count)", "{{reason}}")),
                        panel(
                                "From a node's registration to ready, 95th percentile",
                                "s",
                                query(
                                        "histogram_quantile(0.95, sum by (le) (rate(tidewright_node_ready_seconds_bucket[1h])))",
                                        "ready"))));
    }

    private static Panel panel(String title, String unit, Query... queries) {
        return new Panel(title, unit, List.of(queries));
    }

    private static Query query(String expression, String legend) {
        return new Query(expression, legend);
    }
}
