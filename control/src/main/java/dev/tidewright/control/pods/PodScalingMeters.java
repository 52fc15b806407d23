package dev.tidewright.control.pods;

import dev.tidewright.cluster.meters.Counter;
import dev.tidewright.cluster.meters.Gauge;
import dev.tidewright.cluster.meters.Histogram;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.MetricComputation;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.PodScalingDecision;
import dev.tidewright.core.pods.Proposal;
import dev.tidewright.core.pods.Settlement;
import java.time.Duration;
import java.util.List;

/// The horizontal autoscaler's meters, by the names of kube-controller-manager.
///
/// Source: `pkg/controller/podautoscaler/monitor`. A metric's time is that of asking for it, which is what takes long;
/// in virtual time nothing takes any.
final class PodScalingMeters {
    private static final String PREFIX = "horizontal_pod_autoscaler_controller_";
    private static final String ERRORS = " The label 'error' should be either 'spec', 'internal', or 'none'.";
    private static final List<Double> BOUNDS = Histogram.exponential(0.001, 2, 15);

    private final Counter reconciliations;
    private final Histogram reconciliationSeconds;
    private final Counter computations;
    private final Histogram computationSeconds;
    private final Gauge autoscalers;
    private final Gauge desired;

    PodScalingMeters(Meters meters) {
        reconciliations = meters.counter(
                PREFIX + "reconciliations_total",
                "[ALPHA] Number of reconciliations of HPA controller. The label 'action' should be either 'scale_down',"
                        + " 'scale_up', or 'none'." + ERRORS,
                "action",
                "error");
        reconciliationSeconds = meters.histogram(
                PREFIX + "reconciliation_duration_seconds",
                "[ALPHA] The time(seconds) that the HPA controller takes to reconcile once." + ERRORS,
                BOUNDS,
                "action",
                "error");
        computations = meters.counter(
                PREFIX + "metric_computation_total",
                "[ALPHA] Number of metric computations. The label 'metric_type' corresponds to"
                        + " HPA.spec.metrics[*].type." + ERRORS,
                "action",
                "error",
                "metric_type");
        computationSeconds = meters.histogram(
                PREFIX + "metric_computation_duration_seconds",
                "[ALPHA] The time(seconds) that the HPA controller takes to calculate one metric." + ERRORS,
                BOUNDS,
                "action",
                "error",
                "metric_type");
        autoscalers = meters.gauge(
                PREFIX + "num_horizontal_pod_autoscalers", "[ALPHA] Current number of controlled HPA objects.");
        desired = meters.gauge(
                PREFIX + "desired_replicas",
                "[ALPHA] Current desired replica count for HPA objects.",
                "namespace",
                "hpa_name");
    }

    /// @param asking how long each metric of the spec took to be asked for; none where none was
    void tell(Settlement settlement, List<Duration> asking, Duration taken) {
        reconciliations.increment(settlement.action(), settlement.errorKind());
        reconciliationSeconds.observe(taken, settlement.action(), settlement.errorKind());
        PodScalingDecision decision = settlement.decision();
        List<MetricSpec> specs = decision.sync().hpa().spec().metrics();
        for (int i = 0; i < decision.metrics().size() && i < specs.size(); i++) {
            Duration time = i < asking.size() ? asking.get(i) : Duration.ZERO;
            tell(decision, specs.get(i).source(), decision.metrics().get(i), time);
        }
        if (decision.stage() != PodScalingDecision.Stage.NO_SCALE) {
            var meta = decision.sync().hpa().meta();
            desired.set(settlement.status().desiredReplicas(), meta.namespace(), meta.name());
        }
    }

    private void tell(
            PodScalingDecision decision, MetricSource source, MetricComputation.Outcome outcome, Duration time) {
        int before = decision.sync().hpa().status().currentReplicas();
        String action = "none";
        String error = "none";
        switch (outcome.proposal()) {
            case Proposal.Wanted wanted ->
                action = wanted.replicas() > before ? "scale_up" : wanted.replicas() < before ? "scale_down" : "none";
            case Proposal.Failed failed -> error = source instanceof MetricSource.Unknown ? "spec" : "internal";
        }
        computations.increment(action, error, source.type());
        computationSeconds.observe(time, action, error, source.type());
    }

    void known(int count) {
        autoscalers.set(count);
    }

    void forget(ObjectKey hpa) {
        desired.remove(hpa.namespace(), hpa.name());
    }
}
