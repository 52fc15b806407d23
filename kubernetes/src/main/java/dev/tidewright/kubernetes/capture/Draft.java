package dev.tidewright.kubernetes.capture;

import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A scenario to begin with: machines as they are, and for each workload that scales a load under which its pods use
/// what they use now. What one request costs nobody measured: it is assumed, and to be replaced.
public final class Draft {
    private static final List<String> POOLS = List.of(
            "eks.amazonaws.com/nodegroup",
            "cloud.google.com/gke-nodepool",
            "kubernetes.azure.com/agentpool",
            "node.kubernetes.io/instance-type");
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final Set<String> SCALABLE = new TreeSet<>(List.of("Deployment", "StatefulSet"));
    private static final Set<String> AUTOSCALERS = new TreeSet<>(List.of("HorizontalPodAutoscaler", "PodAutoscaler"));
    /// Of a request with a median of 5 ms and 15 ms at p95, log-normal.
    private static final double MEAN_CPU_SECONDS = 0.00625;

    private static final double UNKNOWN_RATE = 10;
    private static final double LEAST_RATE = 0.1;
    private final Capture capture;

    private Draft(Capture capture) {
        this.capture = capture;
    }

    /// The scenario, without its name.
    public static ObjectNode of(Capture capture) {
        return new Draft(capture).scenario();
    }

    private ObjectNode scenario() {
        ObjectNode scenario = JsonNodeFactory.instance.objectNode();
        scenario.putArray("manifests").add("manifests");
        ObjectNode nodes = scenario.putObject("nodes");
        pools().forEach((name, machines) -> nodes.set(name, pool(machines)));
        ObjectNode services = scenario.putObject("services");
        ObjectNode traffic = scenario.putObject("traffic");
        for (JsonNode workload : workloads()) {
            String name = name(workload);
            ObjectNode service = services.putObject(name).put("runs", kind(workload) + "/" + name);
            service.putObject("cpu").put("median", "5ms").put("p95", "15ms");
            traffic.putObject(name).put("constant", rate(workload));
        }
        return scenario;
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asString("");
    }

    private static String kind(JsonNode object) {
        return object.path("kind").asString("").toLowerCase(Locale.ROOT);
    }

    /// Those that autoscalers hold; all of them where there are no autoscalers.
    private List<JsonNode> workloads() {
        Set<String> held = new TreeSet<>();
        List<JsonNode> scalable = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode manifest : capture.manifests()) {
            String kind = manifest.path("kind").asString("");
            if (AUTOSCALERS.contains(kind)) {
                JsonNode target = manifest.path("spec").path("scaleTargetRef");
                held.add(target.path("kind").asString("") + "/"
                        + target.path("name").asString(""));
            } else if (SCALABLE.contains(kind)) {
                scalable.add(manifest);
            }
        }
        scalable.removeIf(
                each -> !held.isEmpty() && !held.contains(each.path("kind").asString("") + "/" + name(each)));
        scalable.removeIf(each -> !names.add(name(each)));
        return scalable;
    }

    private Map<String, List<JsonNode>> pools() {
        Map<String, List<JsonNode>> pools = new TreeMap<>();
        for (JsonNode node : capture.nodes()) {
            JsonNode labels = node.path("metadata").path("labels");
            String name = POOLS.stream()
                    .map(label -> labels.path(label).asString(""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("pool");
            pools.computeIfAbsent(name, absent -> new ArrayList<>()).add(node);
        }
        return pools;
    }

    /// By its first machine; those of one pool are alike.
    private static ObjectNode pool(List<JsonNode> machines) {
        JsonNode status = machines.getFirst().path("status");
        ObjectNode pool = JsonNodeFactory.instance.objectNode();
        ObjectNode machine = pool.putObject("machine");
        ObjectNode reserved = JsonNodeFactory.instance.objectNode();
        for (String resource : List.of("cpu", "memory")) {
            Quantity all = quantity(status.path("capacity").path(resource));
            Quantity free = quantity(status.path("allocatable").path(resource));
            machine.put(resource, all.toString());
            reserved.put(resource, all.minus(free).toString());
        }
        machine.put("pods", status.path("capacity").path("pods").asInt(110));
        pool.set("reserved", reserved);
        pool.put("min", 1).put("max", machines.size() * 2).put("initial", machines.size());
        pool.put("price", "0/h");
        Set<String> zones = new TreeSet<>();
        machines.forEach(each ->
                zones.add(each.path("metadata").path("labels").path(ZONE).asString("")));
        zones.remove("");
        if (!zones.isEmpty()) {
            zones.forEach(pool.putArray("zones")::add);
        }
        return pool;
    }

    private static Quantity quantity(JsonNode value) {
        return Quantity.parse(value.asString("0"));
    }

    /// Under which its pods use what they use now; 10/s where nobody measured.
    private String rate(JsonNode workload) {
        Optional<Double> cores = cores(workload);
        double rate = cores.map(used -> used / MEAN_CPU_SECONDS).orElse(UNKNOWN_RATE);
        return String.format(Locale.ROOT, "%.1f/s", Math.max(LEAST_RATE, rate));
    }

    private Optional<Double> cores(JsonNode workload) {
        Map<String, Double> used = new LinkedHashMap<>();
        for (JsonNode usage : capture.usages()) {
            double cores = 0;
            for (JsonNode container : usage.path("containers")) {
                cores += quantity(container.path("usage").path("cpu")).approximate();
            }
            used.put(name(usage), cores);
        }
        JsonNode wanted = workload.path("spec").path("selector").path("matchLabels");
        double sum = 0;
        boolean found = false;
        for (JsonNode pod : capture.pods()) {
            Double cores = used.get(name(pod));
            if (cores != null && has(pod.path("metadata").path("labels"), wanted)) {
                sum += cores;
                found = true;
            }
        }
        return found ? Optional.of(sum) : Optional.empty();
    }

    private static boolean has(JsonNode labels, JsonNode wanted) {
        return !wanted.isEmpty()
                && wanted.properties().stream()
                        .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
    }
}
