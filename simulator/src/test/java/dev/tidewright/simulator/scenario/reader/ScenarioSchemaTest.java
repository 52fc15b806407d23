package dev.tidewright.simulator.scenario.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Document.Scalar;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.documents.Yaml;
import dev.tidewright.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioSchemaTest {
    private static final String UNKNOWN = "zzzzzzzzzzzzzzzz";
    private static final JsonSchema SCHEMA = new JsonSchema(open());

    private static InputStream open() {
        return Objects.requireNonNull(Scenario.class.getResourceAsStream("scenario.schema.json"));
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../examples"), 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleHoldsToTheSchemaAndNamesIt(Path file) throws IOException {
        String text = Files.readString(file);
        String first = text.lines().findFirst().orElseThrow();
        Path named = file.resolveSibling(first.replace("# yaml-language-server: $schema=", ""));
        assertThat(named).exists();
        assertThat(SCHEMA.complaints(Yaml.parse(file.toString(), text).getFirst()))
                .isEmpty();
    }

    @Test
    void theFullScenarioIsGoodForBoth() {
        assertThat(SCHEMA.complaints(full())).isEmpty();
        assertThat(read(full()).faults()).hasSize(9);
    }

    /// Reader and schema are two lists of the same names; this holds them together.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'', ''",
        "nodeGroup, nodes.pool",
        "range, nodes.pool.boot",
        "service, services.api",
        "memory, services.api.memory",
        "start, services.api.start",
        "query, services.api.queries.db",
        "lookup, services.api.lookups.redis",
        "miss, services.api.lookups.redis.onMiss",
        "database, databases.db",
        "pooler, databases.db.pooler",
        "cache, caches.redis",
        "traceTraffic, traffic.api.0",
        "constantTraffic, traffic.api.1",
        "step, traffic.api.2.step",
        "ramp, traffic.api.3.ramp",
        "day, traffic.api.4.day",
        "week, traffic.api.5.week",
        "flashCrowd, traffic.api.6.flashCrowd",
        "blackFriday, traffic.api.7.blackFriday",
        "outage, traffic.api.8.outage",
        "users, traffic.api.10.users",
        "metricOutage, faults.0",
        "stockOut, faults.1",
        "spotReclaim, faults.2",
        "slowDatabase, faults.3",
        "rollout, faults.4",
        "nodeCrash, faults.5",
        "cacheFlush, faults.6",
        "replicasReset, faults.7",
        "cloudOutage, faults.8",
        "objectives, objectives",
        "metrics, metrics",
        "externalMetric, metrics.external.alb",
        "autoscaling, autoscaling",
        "release, release"
    })
    void knowsTheSameFieldsAsTheReader(String definition, String path) {
        Mapping schema = definition.isEmpty() ? SCHEMA.root() : SCHEMA.definition(definition);
        assertThat(knownToReader(path))
                .isEqualTo(new TreeSet<>(JsonSchema.map(schema, "properties").keySet()));
    }

    @Test
    void knowsTheSameFlagsAndShapesAsTheReader() {
        assertThat(JsonSchema.map(SCHEMA.definition("podFlags"), "properties").keySet())
                .containsExactlyInAnyOrderElementsOf(Flags.PODS.keySet());
        assertThat(JsonSchema.map(SCHEMA.definition("nodeFlags"), "properties").keySet())
                .containsExactlyInAnyOrderElementsOf(Flags.NODES.keySet());
        assertThat(JsonSchema.map(SCHEMA.definition("requestFlags"), "properties")
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(Flags.REQUESTS.keySet());
        List<String> shapes = new ArrayList<>();
        for (String line :
                complaint(replaced(full(), "traffic.api", Yaml.parse("t", "{}").getFirst()))) {
            shapes.addAll(List.of(line.replaceFirst(".*one of ", "").split(", ")));
        }
        List<String> alternatives = new ArrayList<>();
        for (Document each : ((Sequence) Objects.requireNonNull(
                        SCHEMA.definition("source").fields().get("oneOf")))
                .items()) {
            String name =
                    ((Scalar) Objects.requireNonNull(((Mapping) each).fields().get("$ref"))).text();
            alternatives.add(name.replace("#/definitions/", "").replace("Traffic", ""));
        }
        assertThat(shapes).containsExactlyInAnyOrderElementsOf(alternatives);
    }

    @ParameterizedTest
    @MethodSource("nodeFlags")
    void theNodeLoopTakesEachFlag(String flag) {
        String value = switch (Objects.requireNonNull(Flags.NODES.get(flag))) {
            case DURATION -> "10m";
            case SWITCH -> "true";
            case COUNT, COUNT_OR_SHARE, ROOM -> "1";
            case NUMBER -> "0.5";
            case TEXT ->
                switch (flag) {
                    case "expander" -> "least-waste";
                    case "gpu-total" -> "nvidia:0:1";
                    default -> "0:1";
                };
        };
        assertThat(Flags.refusal(flag, List.of(value))).isEmpty();
        assertThat(Flags.refusal(flag + "x", List.of(value))).isNotEmpty();
    }

    static Stream<String> nodeFlags() {
        return Flags.NODES.keySet().stream();
    }

    private static Set<String> knownToReader(String path) {
        for (String line : complaint(added(full(), path))) {
            if (line.contains(UNKNOWN)) {
                String names = line.replaceFirst(".*expected (one of )?", "");
                return new TreeSet<>(List.of(names.split(", | or \\d+ more")));
            }
        }
        throw new AssertionError("no complaint about an unknown field of " + path);
    }

    private static List<String> complaint(Mapping scenario) {
        try {
            read(scenario);
            throw new AssertionError("the reader took it");
        } catch (BadInput complaint) {
            return complaint.lines();
        }
    }

    private static Mapping added(Mapping scenario, String path) {
        return replaced(
                scenario,
                path.isEmpty() ? UNKNOWN : path + "." + UNKNOWN,
                new Scalar(scenario.place(), Scalar.Type.TEXT, "1"));
    }

    private static Mapping replaced(Mapping mapping, String path, Document value) {
        return (Mapping) set(mapping, List.of(path.split("\\.")), value);
    }

    private static Document set(Document document, List<String> path, Document value) {
        if (path.isEmpty()) {
            return value;
        }
        List<String> rest = path.subList(1, path.size());
        return switch (document) {
            case Mapping mapping -> {
                Map<String, Document> fields = new LinkedHashMap<>(mapping.fields());
                fields.put(path.getFirst(), set(fields.getOrDefault(path.getFirst(), value), rest, value));
                yield new Mapping(mapping.place(), fields, mapping.keys());
            }
            case Sequence list -> {
                List<Document> items = new ArrayList<>(list.items());
                int index = Integer.parseInt(path.getFirst());
                items.set(index, set(items.get(index), rest, value));
                yield new Sequence(list.place(), items);
            }
            case Scalar scalar -> throw new AssertionError("a scalar has no " + path + ": " + scalar);
        };
    }

    private static Scenario read(Mapping scenario) {
        return new ScenarioReader(() -> "", Optional.empty()).read(scenario);
    }

    private static Mapping full() {
        return (Mapping) Yaml.parse("src/test/full.yaml", FULL).getFirst();
    }

    private static final String FULL = """
            name: full
            start: 2026-03-02T00:00:00Z
            for: 3h
            copies: 2
            currency: EUR
            manifests: [../../../examples/clipper/manifests]
            release: {name: c, namespace: n, chart: ../../../helm/charts/clipper, manifest: ../../pom.xml}
            nodes:
              pool:
                machine: {cpu: 4, memory: 16Gi, pods: 50}
                reserved: {cpu: 100m, memory: 1Gi}
                min: 1
                max: 5
                initial: 2
                boot: {min: 30s, max: 60s}
                price: 0.2/h
                spot: true
                zones: [a, b]
                labels: {disk: ssd}
                taints: ["dedicated=web:NoSchedule"]
            services:
              api:
                runs: deployment/clipper-backend
                container: backend
                cpu: {median: 5ms, p95: 15ms}
                waits: 1ms
                memory: {base: 100Mi, perRequest: 1Mi, leak: 10Mi/h}
                concurrency: 10
                queue: 20
                start: {pull: 5s, ready: 5s, cpu: 500m}
                timeout: 2s
                retries: 1
                calls: {web: 1.5}
                queries: {db: {perRequest: 2, time: 2ms}}
                lookups: {redis: {perRequest: 1, onMiss: {database: db, perRequest: 1, time: 2ms}}}
              web: {runs: clipper-frontend, cpu: 1ms}
            databases:
              db:
                runs: postgres
                cores: 2
                maxConnections: 100
                pooler: {runs: pgbouncer, poolSize: 25, reserve: 5, maxClients: 1000, clientsPerPod: 10}
            caches:
              redis:
                runs: redis
                maxMemory: 1Gi
                keys: 1000
                bytesPerKey: 1Ki
                skew: 1
                ttl: 10m
                latency: 1ms
                capacity: 1000/s
                masters: 3
            traffic:
              api:
              - {trace: ../../../examples/traces/nyc_taxi.csv, from: 2014-07-02, peak: 100/s, gaps: 1h}
              - constant: 1/s
              - step: {from: 1/s, to: 2/s, at: 1m}
              - ramp: {from: 1/s, to: 2/s, at: 1m, over: 1m}
              - day: {low: 1/s, peak: 2/s, peakAt: "20:00"}
              - week: {low: 1/s, peak: 2/s, peakAt: "20:00", weekend: 50%}
              - flashCrowd: {base: 1/s, peak: 2/s, at: 1m, rise: 1m, hold: 1m, fall: 1m}
              - blackFriday: {base: 1/s, peak: 2/s, doors: 1h}
              - outage: {base: 1/s, at: 1m, for: 1m, reconnect: 3/s, settle: 1m}
              - curve: {0s: 1/s, 10m: 2/s}
              - users: {count: 5, think: {median: 1s, p95: 2s}, rampUp: 1m}
            faults:
            - {metricOutage: not-found, at: 1m, for: 1m, of: clipper-backend}
            - {stockOut: pool, at: 1m, for: 1m, silent: true}
            - {spotReclaim: pool, at: 1m, share: 40%, notice: 2m, over: 1m}
            - {slowDatabase: db, at: 1m, for: 1m, factor: 10}
            - {rollout: clipper-backend, at: 1m, image: "web:2"}
            - {nodeCrash: pool, at: 1m, count: 1}
            - {cacheFlush: redis, at: 1m}
            - {replicasReset: clipper-backend, at: 1m, replicas: 3}
            - {cloudOutage: hangs, at: 1m, for: 1m}
            objectives:
              latency: {api: {p95: 200ms, p99.9: 1s}}
              errors: {api: 1%}
              pending: 1m
              cost: 10
            metrics:
              resolution: 15s
              scrapeInterval: 30s
              rateWindow: 2m
              external:
                alb: {requests: api, every: 60s, window: 2m, lag: 60s, labels: {group: api}}
            autoscaling:
              pods: {horizontal-pod-autoscaler-sync-period: 15s}
              nodes: {expander: [priority, least-waste], scale-down-enabled: true}
            """;
}
