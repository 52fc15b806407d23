package dev.tidewright.apiserver.metrics;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.Metrics.Answer;
import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.cluster.Metrics.PodUsage;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `metrics.k8s.io/v1beta1`: what pods and nodes use, as `kubectl top` asks. A node's usage is that of its pods. Safe
/// for many threads.
public final class ResourceMetricsApi {
    private static final String VERSION = "metrics.k8s.io/v1beta1";

    private final WorldThread world;
    private final Store store;
    private final Metrics metrics;

    public ResourceMetricsApi(WorldThread world, Store store, Metrics metrics) {
        this.world = world;
        this.store = store;
        this.metrics = metrics;
    }

    private record Measured(Pod pod, PodUsage usage) {}

    /// @param namespace empty for all
    public ObjectNode pods(String namespace, LabelSelector selector) {
        ObjectNode list = list("PodMetricsList");
        ArrayNode items = list.putArray("items");
        for (Measured each : world.ask(() -> measured(namespace, selector))) {
            items.add(pod(each));
        }
        return list;
    }

    /// @throws ApiError 404 where the pod is not there or was not measured yet
    public ObjectNode pod(String namespace, String name) {
        return world.ask(() -> measured(namespace, LabelSelector.EVERYTHING)).stream()
                .filter(each -> each.pod().meta().name().equals(name))
                .findFirst()
                .map(this::pod)
                .orElseThrow(() -> notFound("pods", namespace + "/" + name));
    }

    private static ApiError notFound(String plural, String name) {
        return new ApiError(404, "NotFound", plural + ".metrics.k8s.io \"" + name + "\" not found", List.of())
                .about("metrics.k8s.io", plural, name);
    }

    private List<Measured> measured(String namespace, LabelSelector selector) {
        List<Measured> all = new ArrayList<>();
        for (String each : namespace.isEmpty() ? namespaces() : Set.of(namespace)) {
            Map<String, Pod> pods = new HashMap<>(); // never walked
            store.pods(each, selector).forEach(pod -> pods.put(pod.meta().name(), pod));
            for (PodUsage usage : samples(metrics.podUsage(each, selector))) {
                Pod pod = pods.get(usage.pod());
                if (pod != null) {
                    all.add(new Measured(pod, usage));
                }
            }
        }
        return all;
    }

    private Set<String> namespaces() {
        Set<String> names = new LinkedHashSet<>();
        store.list(Pod.class).forEach(pod -> names.add(pod.meta().namespace()));
        return names;
    }

    private static <T> List<T> samples(Answer<T> answer) {
        return switch (answer) {
            case Answer.Samples<T> samples -> samples.items();
            case Answer.Failure<T> failure -> throw new ApiError(503, "ServiceUnavailable", failure.error(), List.of());
        };
    }

    public ObjectNode nodes(LabelSelector selector) {
        ObjectNode list = list("NodeMetricsList");
        ArrayNode items = list.putArray("items");
        measuredNodes().stream()
                .filter(node -> selector.matches(node.node().meta().labels()))
                .forEach(node -> items.add(node(node)));
        return list;
    }

    /// @throws ApiError 404 where the node is not there or was not measured yet
    public ObjectNode node(String name) {
        return measuredNodes().stream()
                .filter(node -> node.node().meta().name().equals(name))
                .findFirst()
                .map(each -> node(each))
                .orElseThrow(() -> notFound("nodes", name));
    }

    private record MeasuredNode(Node node, List<PodUsage> usages) {}

    private List<MeasuredNode> measuredNodes() {
        return world.ask(() -> {
            Map<String, List<PodUsage>> byNode = new HashMap<>(); // never walked
            for (Measured each : measured("", LabelSelector.EVERYTHING)) {
                each.pod()
                        .node()
                        .ifPresent(node -> byNode.computeIfAbsent(node, any -> new ArrayList<>())
                                .add(each.usage()));
            }
            List<MeasuredNode> nodes = new ArrayList<>();
            for (Node node : store.list(Node.class)) {
                List<PodUsage> usages = byNode.get(node.meta().name());
                if (usages != null) {
                    nodes.add(new MeasuredNode(node, usages));
                }
            }
            return nodes;
        });
    }

    private ObjectNode node(MeasuredNode node) {
        long cpu = 0;
        long memory = 0;
        for (PodUsage usage : node.usages()) {
            for (ContainerUsage container : usage.containers()) {
                cpu += container.cpuMilli();
                memory += container.memoryBytes();
            }
        }
        PodUsage newest = node.usages().getLast();
        ObjectNode tree = measured("NodeMetrics", node.node().meta().name(), "", newest.time(), newest.window());
        labels(tree, node.node().meta().labels());
        usage(tree.putObject("usage"), cpu, memory);
        return tree;
    }

    private ObjectNode pod(Measured measured) {
        PodUsage usage = measured.usage();
        ObjectNode tree =
                measured("PodMetrics", usage.pod(), measured.pod().meta().namespace(), usage.time(), usage.window());
        labels(tree, measured.pod().meta().labels());
        ArrayNode containers = tree.putArray("containers");
        for (ContainerUsage container : usage.containers()) {
            ObjectNode item = containers.addObject().put("name", container.container());
            usage(item.putObject("usage"), container.cpuMilli(), container.memoryBytes());
        }
        return tree;
    }

    private static void labels(ObjectNode tree, Map<String, String> labels) {
        if (!labels.isEmpty()) {
            ObjectNode all = tree.withObjectProperty("metadata").putObject("labels");
            labels.forEach(all::put);
        }
    }

    private ObjectNode measured(String kind, String name, String namespace, Instant time, Duration window) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("kind", kind).put("apiVersion", VERSION);
        ObjectNode meta = tree.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            meta.put("namespace", namespace);
        }
        meta.put("creationTimestamp", seconds(time));
        tree.put("timestamp", seconds(time));
        tree.put("window", window.toSeconds() + "s");
        return tree;
    }

    private String seconds(Instant time) {
        return world.clock().show(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void usage(ObjectNode usage, long cpuMilli, long memoryBytes) {
        usage.put("cpu", Quantity.ofMilli(cpuMilli).toString());
        usage.put("memory", Math.ceilDiv(memoryBytes, 1024) + "Ki");
    }

    private static ObjectNode list(String kind) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", kind).put("apiVersion", VERSION);
        list.putObject("metadata");
        return list;
    }
}
