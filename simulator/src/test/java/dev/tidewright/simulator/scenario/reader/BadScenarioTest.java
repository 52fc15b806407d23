package dev.tidewright.simulator.scenario.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.documents.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of mistake is one line: file, line, field, what was expected.
class BadScenarioTest {
    private static final String SECTIONS = "extends, name, start, for, copies, manifests, nodes, services, databases,"
            + " caches, traffic, faults, objectives, metrics, autoscaling, release, currency";
    private static final String SCENARIO = """
            for: 20m
            manifests: [manifests]
            nodes:
              pool: {machine: {cpu: 4, memory: 16Gi}, min: 1, max: 3, price: 0.2/h}
            services:
              web:
                runs: deployment/web
                cpu: {median: 5ms, p95: 15ms}
                queries: {db: {time: 2ms}}
            databases:
              db: {cores: 2}
            traffic:
              web: {trace: trace.csv, peak: 100/s}
            faults:
            - {slowDatabase: db, at: 5m, for: 5m, factor: 3}
            objectives:
              latency: {web: {p95: 300ms}}
            """;
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "web:1"}]
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 2
              maxReplicas: 10
            ---
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec:
              minAvailable: 1
              selector: {matchLabels: {app: web}}
            """;
    private static final String TRACE = """
            timestamp,value
            2014-04-10 00:00:00,94.0
            2014-04-10 00:05:00,56.0
            2014-04-10 00:10:00,187.0
            2014-04-10 00:15:00,95.0
            2014-04-10 00:20:00,51.0
            """;

    @TempDir
    Path folder;

    @Test
    void theUntouchedScenarioIsGood() throws IOException {
        assertThat(complaints("", "", "")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        s.yaml | for: 20m      | fro: 20m       | s.yaml:1: fro: unknown field; did you mean for?
        s.yaml | price: 0.2/h  | prize: 0.2/h   | s.yaml:4: nodes.pool.prize: unknown field; did you mean price?
        s.yaml | price: 0.2/h  | price: -0.2/h  | s.yaml:4: nodes.pool.price: expected 0 or more, found -0.2/h
        s.yaml | price: 0.2/h  | price: 0.2     | s.yaml:4: nodes.pool.price: expected a price an hour, e.g. 0.0832/h, found '0.2'
        s.yaml | min: 1        | min: 4         | s.yaml:4: nodes.pool.min: expected at most max (3)
        s.yaml | max: 3        | max: 3, initial: 7 | s.yaml:4: nodes.pool.initial: expected 1 to 3 (min to max), found 7
        s.yaml | cpu: 4        | cpu: 4x        | s.yaml:4: nodes.pool.machine.cpu: expected a quantity, e.g. 250m or 512Mi, found '4x'
        s.yaml | for: 20m      | for: 20        | s.yaml:1: for: expected a duration, e.g. 30s, 10m or 1h30m, found '20'
        s.yaml | for: 20m      | for: 0s        | s.yaml:1: for: expected more than 0s
        s.yaml | median: 5ms   | median: 25ms   | s.yaml:8: services.web.cpu.median: expected at most p95 (15ms)
        s.yaml | median: 5ms   | min: 5ms       | s.yaml:8: services.web.cpu: expected min and max, or median and p95
        s.yaml | peak: 100/s   | peak: 100      | s.yaml:13: traffic.web.peak: expected a rate, e.g. 2400/s, 90/min or 10/h, found '100'
        s.yaml | peak: 100/s   | peak: -1/s     | s.yaml:13: traffic.web.peak: expected 0 or more, found -1/s
        s.yaml | peak: 100/s   | peak: NaN/s    | s.yaml:13: traffic.web.peak: expected a rate, e.g. 2400/s, 90/min or 10/h, found 'NaN/s'
        s.yaml | p95: 300ms    | p0: 300ms      | s.yaml:17: objectives.latency.web.p0: expected a percentile such as p95 or p99.9
        s.yaml | deployment/web | deployment/wep | s.yaml:7: services.web.runs: no manifest for 'deployment/wep'; expected deployment/web
        s.yaml | \\n  web: {tr | \\n  wep: {tr   | s.yaml:13: traffic.wep: no service 'wep' in this scenario; expected web
        s.yaml | {web: {p95    | {shop: {p95    | s.yaml:17: objectives.latency.shop: no service 'shop' in this scenario; expected web
        s.yaml | slowDatabase: db | slowDatabase: sql | s.yaml:15: faults[0].slowDatabase: no database 'sql' in this scenario; expected db
        s.yaml | slowDatabase: db | slowDisk: db | s.yaml:15: faults[0]: expected one of metricOutage, stockOut, cloudOutage, spotReclaim, slowDatabase, rollout, nodeCrash, cacheFlush, replicasReset
        s.yaml | {slowDatabase: db, at: 5m, for: 5m, factor: 3} | {rollout: shop, at: 5m, image: a} | s.yaml:15: faults[0].rollout: no manifest for 'shop'; expected deployment/web
        s.yaml | {slowDatabase: db, at: 5m, for: 5m, factor: 3} | {metricOutage: gone, at: 5m, for: 5m} | s.yaml:15: faults[0].metricOutage: expected one of missing, zero, frozen, not-found, one-pod, found 'gone'
        s.yaml | {slowDatabase: db, at: 5m, for: 5m, factor: 3} | {metricOutage: zero, at: 5m, for: 5m, metric: alb} | s.yaml:15: faults[0].metric: no external metric 'alb' in this scenario; expected one that exists; there is none
        s.yaml | {slowDatabase: db, at: 5m, for: 5m, factor: 3} | {cloudOutage: slow, at: 5m, for: 5m} | s.yaml:15: faults[0].cloudOutage: expected one of errors, hangs, stale, found 'slow'
        s.yaml | at: 5m        | at: 5h         | s.yaml:15: faults[0].at: expected a time within the scenario's 20m
        s.yaml | queries: {db  | queries: {sql  | s.yaml:9: services.web.queries.sql: no database 'sql' in this scenario; expected db
        s.yaml | [manifests]   | [empty]        | s.yaml:2: manifests[0]: no manifests in empty; expected .yaml, .yml or .json files
        s.yaml | [manifests]   | [nowhere.yaml] | s.yaml:2: manifests[0]: no such file: nowhere.yaml
        s.yaml | trace: trace.csv | trace: no.csv | s.yaml:13: traffic.web.trace: no such file, or not UTF-8 text: no.csv
        s.yaml | for: 20m      | for: 25m       | s.yaml:13: traffic.web.from: the trace runs from 2014-04-10T00:00:00Z to 2014-04-10T00:20:00Z; expected 25m of it from 2014-04-10T00:00:00Z on
        s.yaml | objectives:   | autoscaling: {nodes: {expandr: x}}\\nobjectives: | s.yaml:16: autoscaling.nodes.expandr: unknown flag; did you mean expander?
        s.yaml | objectives:   | autoscaling: {nodes: {scan-interval: 10}}\\nobjectives: | s.yaml:16: autoscaling.nodes.scan-interval: expected a duration, e.g. 10m, found '10'
        s.yaml | for: 20m      | for: 20m\\nfor: 30m | s.yaml:2: for: given twice; expected once
        s.yaml | for: 20m      | for: [20m      | s.yaml:2: not YAML: expected ',' or ']', but got :
        s.yaml | for: 20m      | extends: s.yaml | s.yaml:1: extends: expected no circle, and at most 8 files
        s.yaml | for: 20m      | extends: b.yaml | s.yaml:1: extends: no such file, or not UTF-8 text: b.yaml
        manifests/web.yaml | minReplicas: 2 | minReplica: 2 | manifests/web.yaml:16: spec.minReplica: unknown field; did you mean minReplicas?
        manifests/web.yaml | minReplicas: 2 | minReplicas: 12 | manifests/web.yaml:17: spec.maxReplicas: must be greater than or equal to `minReplicas`
        manifests/web.yaml | kind: Deployment, name: web | kind: Deployment, name: wep | manifests/web.yaml:15: spec.scaleTargetRef.name: no manifest for deployment/default/wep; expected deployment/web
        manifests/web.yaml | minAvailable: 1\\n  selector: {matchLabels: {app: web}} | minAvailable: 1\\n  selector: {matchLabels: {app: wep}} | manifests/web.yaml:24: spec.selector: selects no pod of these manifests; expected labels of a workload's template
        manifests/web.yaml | kind: HorizontalPodAutoscaler\\nmetadata: {name: web}\\nspec: | kind: HorizontalPodAutoscaler\\nmetadata: {name: web}\\nspecs: {}\\nspec: | manifests/web.yaml:14: specs: unknown field; did you mean spec?
        trace.csv | 00:05:00,56.0 | 00:05:00,NaN | trace.csv:3: value: expected a number of 0 or more, found 'NaN'
        trace.csv | 00:05:00,56.0 | 00:05:00,-3 | trace.csv:3: value: expected a number of 0 or more, found '-3'
        trace.csv | 00:05:00,56.0 | 00:05:00,many | trace.csv:3: value: expected a number, found 'many'
        trace.csv | 00:05:00,56.0 | 00:05:00 | trace.csv:3: expected timestamp,value, found '2014-04-10 00:05:00'
        trace.csv | 2014-04-10 00:05:00,56.0\\n | '' | trace.csv:3: timestamp: a gap of 10m before this row; expected a value each 5m, or gaps: 10m in the scenario to bridge it
        trace.csv | 00:10:00 | 00:05:00 | trace.csv:4: timestamp: expected a time after that of the row before
        trace.csv | 2014-04-10 00:10:00 | yesterday | trace.csv:4: timestamp: expected e.g. 2014-04-10 00:04:00, found 'yesterday'
        """)
    void isOneLine(String file, String good, String bad, String complaint) throws IOException {
        assertThat(complaints(file, good, bad)).containsExactly(complaint);
    }

    @Test
    void secondObjectOfOneNameIsToldWithTheFirst() throws IOException {
        String twice = WEB.substring(WEB.indexOf("---"));
        assertThat(complaints("manifests/web.yaml", twice, twice + twice))
                .containsExactly(
                        "manifests/web.yaml:28: metadata.name: second HorizontalPodAutoscaler 'web'; the first is at"
                                + " manifests/web.yaml:11",
                        "manifests/web.yaml:36: metadata.name: second PodDisruptionBudget 'web'; the first is at"
                                + " manifests/web.yaml:19");
    }

    @Test
    void everyMistakeIsToldAtOnce() throws IOException {
        assertThat(complaints(
                        "s.yaml", "price: 0.2/h}", "price: cheap}\nmetrics: {resolution: 15, lag: 1}\ncurrency: []"))
                .containsExactly(
                        "s.yaml:4: nodes.pool.price: expected a price an hour, e.g. 0.0832/h, found 'cheap'",
                        "s.yaml:5: metrics.resolution: expected a duration, e.g. 30s, 10m or 1h30m, found '15'",
                        "s.yaml:6: currency: expected text");
    }

    @Test
    void unknownSectionIsToldWithTheKnownOnes() throws IOException {
        assertThat(complaints("s.yaml", "for: 20m", "for: 20m\nsurprise: 1"))
                .containsExactly("s.yaml:2: surprise: unknown field; expected one of " + SECTIONS);
    }

    @Test
    void missingScenarioIsOneLine() {
        assertThat(complaintsOf(folder.resolve("none.yaml")))
                .containsExactly("none.yaml: expected a scenario or manifests; no such file of UTF-8 text");
    }

    private List<String> complaints(String file, String good, String bad) throws IOException {
        Files.createDirectories(folder.resolve("manifests"));
        Files.createDirectories(folder.resolve("empty"));
        List<String> names = List.of("s.yaml", "manifests/web.yaml", "trace.csv");
        List<String> texts = new ArrayList<>(List.of(SCENARIO, WEB, TRACE));
        int index = names.indexOf(file);
        if (index >= 0) {
            String changed = texts.get(index).replace(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
            assertThat(changed).as("the mistake").isNotEqualTo(texts.get(index));
            texts.set(index, changed);
        }
        for (int i = 0; i < names.size(); i++) {
            Files.writeString(folder.resolve(names.get(i)), texts.get(i));
        }
        return complaintsOf(folder.resolve("s.yaml"));
    }

    private List<String> complaintsOf(Path file) {
        try {
            new Scenarios(() -> "").read(file.toString(), Optional.empty());
            return List.of();
        } catch (BadInput complaint) {
            return complaint.lines().stream()
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        }
    }
}
