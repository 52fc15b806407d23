package dev.tidewright.core.pods;

import dev.tidewright.core.units.Quantity;
import java.util.Optional;

/// Computes what one metric of an autoscaler asks for, with upstream's words where it cannot.
public final class MetricComputation {
    private final MetricScene scene;
    private final TargetScale scale;

    public MetricComputation(MetricScene scene, TargetScale scale) {
        this.scene = scene;
        this.scale = scale;
    }

    /// What came of one metric.
    ///
    /// @param status    for the list of current metrics
    /// @param reason    of the event and the condition, where it failed
    /// @param eventText the bare error, where it failed
    public record Outcome(Proposal proposal, MetricStatus status, String reason, String eventText) {}

    Outcome compute(MetricSpec spec, MetricAnswer answer) {
        return switch (spec.source()) {
            case MetricSource.Resource resource -> ofResource(spec, answer, resource.name(), "");
            case MetricSource.ContainerResource resource ->
                ofResource(spec, answer, resource.name(), resource.container());
            case MetricSource.Pods pods -> ofPods(spec, answer, pods.metric());
            case MetricSource.ObjectMetric object -> ofObject(spec, answer, object);
            case MetricSource.External external -> ofExternal(spec, answer, external.metric());
            case MetricSource.Unknown unknown -> {
                String error = "unknown metric source type \"" + unknown.type() + "\"";
                yield failed("InvalidMetricSourceType", error, error);
            }
        };
    }

    private static Outcome failed(String reason, String eventText, String error) {
        return new Outcome(new Proposal.Failed(error), MetricStatus.FAILED, reason, eventText);
    }

    private Outcome ofResource(MetricSpec spec, MetricAnswer answer, String resource, String container) {
        Proposal proposal = resourceProposal(spec.target(), answer, resource, container);
        return switch (proposal) {
            case Proposal.Wanted wanted -> new Outcome(proposal, usageStatus(spec, wanted), "", "");
            case Proposal.Failed failed -> {
                boolean whole = container.isEmpty();
                yield failed(
                        whole ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric",
                        failed.error(),
                        "failed to get " + (whole ? resource + " resource" : container + " container")
                                + " metric value: " + failed.error());
            }
        };
    }

    private static MetricStatus usageStatus(MetricSpec spec, Proposal.Wanted wanted) {
        return spec.target().averageValue().isPresent()
                ? MetricStatus.average(spec.source(), wanted.usageMilli())
                : MetricStatus.utilization(spec.source(), wanted.utilization(), wanted.usageMilli());
    }

    private Proposal resourceProposal(MetricTarget target, MetricAnswer answer, String resource, String container) {
        if (target.averageValue().isPresent()) {
            Proposal proposal = resourceAverage(
                    answer, resource, target.averageValue().get().milli());
            return prefixed("failed to get " + resource + " usage: ", proposal);
        }
        if (target.averageUtilization().isEmpty()) {
            return new Proposal.Failed("invalid resource metric source: neither an average utilization target nor an"
                    + " average value (usage) target was set");
        }
        Proposal proposal = resourceUtilization(
                answer, resource, container, target.averageUtilization().get());
        return prefixed("failed to get " + resource + " utilization: ", proposal);
    }

    private static Proposal prefixed(String words, Proposal proposal) {
        return proposal instanceof Proposal.Failed failed ? new Proposal.Failed(words + failed.error()) : proposal;
    }

    /// Upstream's `GetRawResourceReplicas`.
    public Proposal resourceAverage(MetricAnswer answer, String resource, long targetMilli) {
        return answer instanceof MetricAnswer.OfPods ofPods
                ? UsageComputation.average(ofPods, scene, resource, targetMilli, scale.replicas())
                : unable("unable to get metrics for resource " + resource + ": ", answer);
    }

    /// Upstream's `GetResourceReplicas`.
    public Proposal resourceUtilization(MetricAnswer answer, String resource, String container, int targetPercent) {
        return answer instanceof MetricAnswer.OfPods ofPods
                ? UsageComputation.utilization(ofPods, scene, resource, container, targetPercent, scale.replicas())
                : unable("unable to get metrics for resource " + resource + ": ", answer);
    }

    private static Proposal unable(String before, MetricAnswer answer) {
        String words = answer instanceof MetricAnswer.Failed failed ? failed.error() : "unexpected answer " + answer;
        return new Proposal.Failed(before + words);
    }

    /// Upstream's `GetMetricReplicas`.
    public Proposal podsAverage(MetricAnswer answer, String metric, long targetMilli) {
        return answer instanceof MetricAnswer.OfPods ofPods
                ? UsageComputation.average(ofPods, scene, "", targetMilli, scale.replicas())
                : unable("unable to get metric " + metric + ": ", answer);
    }

    private Outcome ofPods(MetricSpec spec, MetricAnswer answer, MetricIdentifier metric) {
        Optional<String> fault = metric.fault();
        if (fault.isEmpty() && spec.target().averageValue().isEmpty()) {
            fault = Optional.of("invalid pods metric source: no average value target was set");
        }
        Proposal proposal = fault.isPresent()
                ? new Proposal.Failed(fault.get())
                : podsAverage(answer, metric.name(), milli(spec.target().averageValue()));
        return switch (proposal) {
            case Proposal.Wanted wanted ->
                new Outcome(proposal, MetricStatus.average(spec.source(), wanted.usageMilli()), "", "");
            case Proposal.Failed failed ->
                failed("FailedGetPodsMetric", failed.error(), "failed to get pods metric value: " + failed.error());
        };
    }

    private static long milli(Optional<Quantity> quantity) {
        return quantity.isPresent() ? quantity.get().milli() : 0;
    }

    private Outcome ofObject(MetricSpec spec, MetricAnswer answer, MetricSource.ObjectMetric object) {
        MetricTarget target = spec.target();
        Optional<String> fault = object.metric().fault();
        String between = "";
        Proposal proposal;
        if (fault.isPresent()) {
            proposal = new Proposal.Failed(fault.get());
        } else if (target.type().equals("Value") && target.value().isPresent()) {
            proposal = objectWhole(answer, object, target.value().get().milli());
        } else if (target.type().equals("AverageValue") && target.averageValue().isPresent()) {
            proposal = objectPerPod(answer, object, target.averageValue().get().milli());
            between = "failed to get " + object.metric().name() + " object metric: ";
        } else {
            proposal = new Proposal.Failed(
                    "invalid object metric source: neither a value target nor an average value target was set");
        }
        return switch (proposal) {
            case Proposal.Wanted wanted ->
                new Outcome(proposal, status(spec, wanted, target.type().equals("Value")), "", "");
            case Proposal.Failed failed ->
                failed(
                        "FailedGetObjectMetric",
                        failed.error(),
                        "failed to get object metric value: " + between + failed.error());
        };
    }

    private static MetricStatus status(MetricSpec spec, Proposal.Wanted wanted, boolean whole) {
        return whole
                ? MetricStatus.whole(spec.source(), wanted.usageMilli())
                : MetricStatus.average(spec.source(), wanted.usageMilli());
    }

    /// Upstream's `GetObjectMetricReplicas`.
    public Proposal objectWhole(MetricAnswer answer, MetricSource.ObjectMetric object, long targetMilli) {
        return answer instanceof MetricAnswer.OfObject one
                ? ValueComputation.whole(one.milli(), targetMilli, scene, scale.replicas())
                : unableToGet(answer, object);
    }

    /// Upstream's `GetObjectPerPodMetricReplicas`.
    public Proposal objectPerPod(MetricAnswer answer, MetricSource.ObjectMetric object, long targetMilli) {
        return answer instanceof MetricAnswer.OfObject one
                ? ValueComputation.perPod(one.milli(), one.time(), targetMilli, scene, scale.statusReplicas())
                : unableToGet(answer, object);
    }

    /// Upstream's message has its arguments in this order.
    private Proposal unableToGet(MetricAnswer answer, MetricSource.ObjectMetric object) {
        String where = object.described().kind() + " on " + scene.namespace() + " "
                + object.described().name() + "/";
        return unable("unable to get metric " + object.metric().name() + ": " + where, answer);
    }

    private Outcome ofExternal(MetricSpec spec, MetricAnswer answer, MetricIdentifier metric) {
        MetricTarget target = spec.target();
        boolean perPod = target.averageValue().isPresent();
        if (!perPod && target.value().isEmpty()) {
            String error = "invalid external metric source: neither a value target nor an average value target was set";
            return failed(
                    "FailedGetExternalMetric",
                    error,
                    "failed to get " + metric.name() + " external metric value: " + error);
        }
        Proposal proposal = metric.fault().isPresent()
                ? new Proposal.Failed(metric.fault().get())
                : perPod
                        ? externalPerPod(answer, metric, milli(target.averageValue()))
                        : externalWhole(answer, metric, milli(target.value()));
        return switch (proposal) {
            case Proposal.Wanted wanted -> new Outcome(proposal, status(spec, wanted, !perPod), "", "");
            case Proposal.Failed failed ->
                failed(
                        "FailedGetExternalMetric",
                        failed.error(),
                        "failed to get " + metric.name() + " external metric value: failed to get "
                                + (perPod ? metric.name() + " external metric" : "external metric " + metric.name())
                                + ": " + failed.error());
        };
    }

    /// Upstream's `GetExternalMetricReplicas`.
    public Proposal externalWhole(MetricAnswer answer, MetricIdentifier metric, long targetMilli) {
        return answer instanceof MetricAnswer.OfSeries series
                ? ValueComputation.whole(series.wrappedMilli(), targetMilli, scene, scale.replicas())
                : unableToGetExternal(answer, metric);
    }

    /// Upstream's `GetExternalPerPodMetricReplicas`.
    public Proposal externalPerPod(MetricAnswer answer, MetricIdentifier metric, long targetMilli) {
        return answer instanceof MetricAnswer.OfSeries series
                ? ValueComputation.cappedPerPod(
                        series.cappedMilli(), series.time(), targetMilli, scene, scale.statusReplicas())
                : unableToGetExternal(answer, metric);
    }

    private Proposal unableToGetExternal(MetricAnswer answer, MetricIdentifier metric) {
        return unable(
                "unable to get external metric " + scene.namespace() + "/" + metric.name() + "/" + metric.selectorText()
                        + ": ",
                answer);
    }
}
