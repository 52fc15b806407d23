package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.metrics.ResourceMetricsApi;
import dev.tidewright.apiserver.metrics.SampleMetricsApi;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.core.objects.LabelSelector;
import java.io.IOException;
import java.util.Optional;

/// The metrics APIs' paths, which other servers answer in other clusters.
final class MetricsApis implements Endpoint {
    private final ResourceTypes types;
    private final ResourceMetricsApi resources;
    private final SampleMetricsApi samples;

    MetricsApis(ResourceTypes types, ResourceMetricsApi resources, SampleMetricsApi samples) {
        this.types = types;
        this.resources = resources;
        this.samples = samples;
    }

    @Override
    public boolean serve(Exchange exchange) throws IOException {
        if (!exchange.path().contains("metrics.k8s.io/")) {
            return false;
        }
        Optional<ResourcePath> parsed = ResourcePath.parse(exchange.path());
        if (parsed.isEmpty()) {
            return false;
        }
        ResourcePath path = parsed.get();
        boolean served = types.versions().stream()
                .anyMatch(version -> version.group().equals(path.group())
                        && version.version().equals(path.version()));
        if (!served) {
            return false;
        }
        switch (path.group()) {
            case "metrics.k8s.io" -> resource(exchange, path);
            case "custom.metrics.k8s.io" -> custom(exchange, path);
            case "external.metrics.k8s.io" ->
                exchange.json(
                        200, samples.external(path.namespace(), path.plural(), series(exchange, "labelSelector")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void resource(Exchange exchange, ResourcePath path) throws IOException {
        LabelSelector selector = Resources.labels(exchange.query("labelSelector"));
        boolean all = path.name().isEmpty();
        switch (path.plural()) {
            case "pods" ->
                exchange.json(
                        200,
                        all
                                ? resources.pods(path.namespace(), selector)
                                : resources.pod(path.namespace(), path.name()));
            case "nodes" -> exchange.json(200, all ? resources.nodes(selector) : resources.node(path.name()));
            default -> throw Refusals.noSuchPath();
        }
    }

    /// `namespaces/NS/RESOURCE[.GROUP]/NAME/METRIC`, and `namespaces/NS/metrics/METRIC` of the namespace itself.
    private void custom(Exchange exchange, ResourcePath path) throws IOException {
        if (path.plural().equals("metrics") || path.subresource().isEmpty()) {
            throw Refusals.noSuchPath();
        }
        String[] words = path.plural().split("\\.", 2);
        ResourceType described = types.all().stream()
                .filter(type -> type.plural().equals(words[0])
                        && (words.length == 1 || type.group().equals(words[1])))
                .findFirst()
                .orElseThrow(Refusals::noSuchPath);
        exchange.json(
                200,
                samples.custom(
                        path.version(),
                        described,
                        path.namespace(),
                        path.name(),
                        path.subresource(),
                        Resources.labels(exchange.query("labelSelector")),
                        series(exchange, "metricLabelSelector")));
    }

    private static Optional<LabelSelector> series(Exchange exchange, String parameter) {
        String text = exchange.query(parameter);
        return text.isEmpty() ? Optional.empty() : Optional.of(Resources.labels(text));
    }
}
