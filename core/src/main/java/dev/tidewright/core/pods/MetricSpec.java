package dev.tidewright.core.pods;

/// One metric of an autoscaler and what to hold it at.
public record MetricSpec(MetricSource source, MetricTarget target) {
    public static MetricSpec utilization(String resource, int percent) {
        return new MetricSpec(new MetricSource.Resource(resource), MetricTarget.utilization(percent));
    }

    /// What upstream calls the metric where it reports a proposal from it.
    public String proposalName() {
        return switch (source) {
            case MetricSource.Resource resource -> resource.name() + " resource" + utilizationWords();
            case MetricSource.ContainerResource resource ->
                resource.name() + (target.averageValue().isPresent() ? "" : " container") + " resource"
                        + utilizationWords();
            case MetricSource.Pods pods -> "pods metric " + pods.metric().name();
            case MetricSource.ObjectMetric object ->
                target.type().equals("Value") && target.value().isPresent()
                        ? object.described().kind() + " metric "
                                + object.metric().name()
                        : "external metric " + object.metric();
            case MetricSource.External external -> "external metric " + external.metric();
            case MetricSource.Unknown unknown -> unknown.type();
        };
    }

    private String utilizationWords() {
        return target.averageValue().isPresent() ? "" : " utilization (percentage of request)";
    }
}
