package dev.tidewright.kubernetes.metrics;

import dev.tidewright.cluster.Metrics.Sample;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.kubernetes.api.ApiServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `custom.metrics.k8s.io` and `external.metrics.k8s.io`: where a metric is served, and what the answer says.
/// Thread-safe.
///
/// Source: `k8s.io/metrics/pkg/client/custom_metrics` and `external_metrics`.
final class MetricsApis {
    private static final String CUSTOM = "custom.metrics.k8s.io";
    private static final String EXTERNAL = "external.metrics.k8s.io";

    private final ApiServer api;
    private final Discovery discovery;

    MetricsApis(ApiServer api, InstantSource clock) {
        this.api = api;
        this.discovery = new Discovery(api, clock);
    }

    /// What is asked.
    ///
    /// @param kind   of the objects described; empty for an external metric
    /// @param name   of the object; `*` for all of a namespace
    /// @param series empty for all
    record Query(String namespace, String kind, String name, String metric, Optional<LabelSelector> series) {
        static Query ofPods(String namespace, String metric, Optional<LabelSelector> series) {
            return new Query(namespace, "Pod", "*", metric, series);
        }

        static Query ofObject(ObjectKey object, String metric, Optional<LabelSelector> series) {
            return new Query(object.namespace(), object.kind(), object.name(), metric, series);
        }

        static Query external(String namespace, String metric, Optional<LabelSelector> series) {
            return new Query(namespace, "", "", metric, series);
        }
    }

    Asked<List<Sample>> samples(Query query) {
        return query.kind().isEmpty() ? external(query) : custom(query);
    }

    private Asked<List<Sample>> external(Query query) {
        String path = "/apis/" + EXTERNAL + "/v1beta1/namespaces/" + query.namespace() + "/" + encoded(query.metric())
                + selector("labelSelector", query.series());
        String what = "get " + query.metric() + "." + EXTERNAL;
        return Asked.list(api, path, what, item -> sample(item, ""));
    }

    private Asked<List<Sample>> custom(Query query) {
        Optional<String> version = discovery.version(CUSTOM);
        if (version.isEmpty()) {
            return new Asked.Silent<>("no custom metrics API (" + CUSTOM + ") registered");
        }
        Optional<String> resource = discovery.resource(query.kind());
        if (resource.isEmpty()) {
            return new Asked.Silent<>("no matches for kind \"" + query.kind() + "\"");
        }
        String path = "/apis/" + CUSTOM + "/" + version.get() + place(query, resource.get()) + "/"
                + encoded(query.metric()) + selector("metricLabelSelector", query.series());
        String what = "get " + resource.get().replaceFirst("\\..*", "") + "." + CUSTOM
                + (query.name().equals("*") ? "" : " " + query.name());
        return Asked.list(
                api,
                path,
                what,
                item -> sample(
                        item,
                        item.mapping("describedObject")
                                .flatMap(object -> object.text("name"))
                                .orElse("")));
    }

    private static String place(Query query, String resource) {
        if (query.kind().equals("Namespace")) {
            return "/namespaces/" + query.name() + "/metrics";
        }
        String object = "/" + resource + "/" + query.name();
        return query.namespace().isEmpty() ? object : "/namespaces/" + query.namespace() + object;
    }

    private static Sample sample(Fields item, String object) {
        return new Sample(
                object,
                item.instant("timestamp").orElse(Instant.EPOCH),
                item.wholeNumber("windowSeconds")
                        .or(() -> item.wholeNumber("window"))
                        .map(Duration::ofSeconds),
                item.quantity("value").orElse(Quantity.ZERO));
    }

    private static String selector(String parameter, Optional<LabelSelector> series) {
        return series.filter(wanted -> !wanted.equals(LabelSelector.EVERYTHING))
                .map(wanted -> "?" + parameter + "=" + encoded(text(wanted)))
                .orElse("");
    }

    private static String text(LabelSelector selector) {
        return switch (ScaleSelector.of(selector)) {
            case ScaleSelector.Parsed parsed -> parsed.text();
            case ScaleSelector.Missing missing -> "";
            case ScaleSelector.Malformed malformed -> malformed.text();
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
