package dev.tidewright.insight.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The alert rules that come with Tidewright, by the names that Clipper's runbook uses, and those for nodes.
public final class Alerts {
    private static final String HPA = "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }}";
    private static final String KUBE = "kube_horizontalpodautoscaler_";
    private static final String COMPUTED = "horizontal_pod_autoscaler_controller_metric_computation_total";

    private Alerts() {}

    public static List<Alert> all() {
        return Stream.of(blind(), hurried(), nodes()).flatMap(List::stream).toList();
    }

    /// An autoscaler cannot see, or cannot act.
    private static List<Alert> blind() {
        return List.of(
                alert(
                        "HPAUnableToScale",
                        KUBE + "status_condition{condition=\"AbleToScale\",status=\"false\"} == 1",
                        5,
                        "critical",
                        HPA + " cannot read or write the scale of its target",
                        "kubectl describe hpa: the AbleToScale condition names the reason."),
                alert(
                        "HPAMetricsUnavailable",
                        KUBE + "status_condition{condition=\"ScalingActive\",status=\"false\"} == 1",
                        5,
                        "critical",
                        HPA + " cannot compute a replica count",
                        "kubectl describe hpa: a container without a request, a missing metric or a suspended target."),
                alert(
                        "HPACustomMetricsNotAvailable",
                        failing("Pods|Object|External"),
                        5,
                        "warning",
                        "Custom or external metrics cannot be read",
                        "kubectl get apiservices: is the adapter available, and does it know the metric?"),
                alert(
                        "MetricsServerDown",
                        failing("Resource|ContainerResource") + " == 1",
                        5,
                        "critical",
                        "No autoscaler can read CPU or memory",
                        "kubectl get apiservice v1beta1.metrics.k8s.io; kubectl get pods -n kube-system."));
    }

    /// An autoscaler can do no more, or does too much.
    private static List<Alert> hurried() {
        return List.of(
                alert(
                        "HPAMaxedOut",
                        KUBE + "status_current_replicas >= " + KUBE + "spec_max_replicas",
                        15,
                        "warning",
                        HPA + " has been at its maximum for 15 minutes",
                        "See what limits it: tidewright explain hpa/NAME. Raise maxReplicas only if more pods would help."),
                alert(
                        "HPAFrequentScaling",
                        "changes(" + KUBE + "status_desired_replicas[30m]) > 8",
                        10,
                        "warning",
                        HPA + " keeps changing its mind",
                        "Rehearse a longer stabilization window or a wider tolerance before applying it."),
                alert(
                        "HPADesiredReplicasMismatch",
                        KUBE + "status_desired_replicas != " + KUBE + "status_current_replicas",
                        15,
                        "warning",
                        HPA + " has not had the pods that it wants for 15 minutes",
                        "Pods wait for nodes, or somebody else writes spec.replicas."),
                alert(
                        "BackendHighUtilizationBeforeScaling",
                        "(" + KUBE + "status_target_metric{metric_target_type=\"utilization\"} / " + KUBE
                                + "spec_target_metric{metric_target_type=\"utilization\"} > 1.3)"
                                + " and on (namespace, horizontalpodautoscaler) (delta(" + KUBE
                                + "status_desired_replicas[5m]) <= 0)",
                        5,
                        "warning",
                        HPA + " is far above its target and does not scale",
                        "At its maximum, held by a policy or a guard: tidewright explain hpa/NAME says which."));
    }

    /// Machines do not come.
    private static List<Alert> nodes() {
        return List.of(
                alert(
                        "PodsWaitForNodes",
                        "cluster_autoscaler_unschedulable_pods_count{type=\"unschedulable\"} > 0",
                        10,
                        "warning",
                        "Pods have been waiting for a node for 10 minutes",
                        "tidewright explain pod/NAME says why, group by group."),
                alert(
                        "ClusterNotSafeToAutoscale",
                        "cluster_autoscaler_cluster_safe_to_autoscale == 0",
                        5,
                        "critical",
                        "Too many nodes are unready: nothing is scaled",
                        "kubectl get nodes; see --max-total-unready-percentage."),
                alert(
                        "NodeGroupDoesNotDeliver",
                        "increase(cluster_autoscaler_failed_scale_ups_total[30m]) > 0",
                        0,
                        "warning",
                        "A node group failed to deliver machines",
                        "The group is left alone for a while; the event and the status ConfigMap name the reason."));
    }

    /// The share of computations that fail, of metrics of these types.
    private static String failing(String types) {
        return "(sum(increase(%1$s{error!=\"none\",metric_type=~\"%2$s\"}[5m])) / sum(increase(%1$s{metric_type=~\"%2$s\"}[5m])))"
                        .formatted(COMPUTED, types)
                + (types.startsWith("Pods") ? " > 0" : "");
    }

    private static Alert alert(
            String name, String expression, int minutes, String severity, String summary, String advice) {
        return new Alert(name, expression, Duration.ofMinutes(minutes), severity, summary, advice);
    }
}
