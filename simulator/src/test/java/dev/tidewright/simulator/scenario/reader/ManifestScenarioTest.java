package dev.tidewright.simulator.scenario.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestScenarioTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: proxy
                    image: proxy:1
                  - name: web
                    image: web:1
                    resources: {requests: {cpu: 500m, memory: 512Mi}}
            """;
    private static final String AUTOSCALER = """
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              minReplicas: 2
              maxReplicas: 10
              metrics:
              - type: Resource
                resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
            """;

    @Test
    void drivesEachAutoscaledWorkloadFromItsFloorToNearItsCeiling() {
        Scenario scenario = read(WEB + AUTOSCALER);
        ServiceSpec web = scenario.services().getFirst();
        assertThat(web.container()).isEqualTo("web");
        Arrivals arrivals = (Arrivals) scenario.traffic().getFirst().source();
        double perPod = 0.25 / (web.cpu().mean().toNanos() / 1e9);
        double peak = arrivals.points().stream()
                .mapToDouble(Arrivals.Point::perSecond)
                .max()
                .orElseThrow();
        assertThat(peak / perPod).isBetween(7.9, 8.1);
        assertThat(arrivals.points().getFirst().perSecond() / perPod).isBetween(1.1, 1.3);
        assertThat(arrivals.points().getLast().at()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void hasMachinesForAllThatMayRun() {
        var pool = read(WEB + AUTOSCALER).nodeGroups().getFirst();
        assertThat(pool.allocatable().cpuMilli() * pool.max()).isGreaterThan(10 * 500);
        assertThat(pool.allocatable().cpuMilli() * pool.initial()).isGreaterThanOrEqualTo(2 * 500);
        var large = read((WEB + AUTOSCALER).replace("cpu: 500m", "cpu: 12"))
                .nodeGroups()
                .getFirst();
        assertThat(large.allocatable().cpuMilli()).isGreaterThan(24_000);
    }

    @Test
    void saysWhatItAssumed() {
        assertThat(read(WEB + AUTOSCALER).assumptions())
                .hasSize(6)
                .anySatisfy(sentence ->
                        assertThat(sentence).startsWith("web: ").contains("at its autoscaler's target; 2 to 10 pods"));
        assertThat(read(WEB.replace("cpu: 500m, ", "")).assumptions())
                .anySatisfy(sentence -> assertThat(sentence).contains("asks for no CPU"));
    }

    @Test
    void followsACustomMetricThatCountsRequests() {
        String custom = AUTOSCALER.replaceAll("(?s)- type: Resource.*", """
                - type: Pods
                    pods:
                      metric: {name: http_requests_per_second}
                      target: {type: AverageValue, averageValue: "1000"}
                """);
        ServiceSpec web = read(WEB + custom).services().getFirst();
        assertThat(web.cpu().mean()).isBetween(Duration.ofNanos(345_000), Duration.ofNanos(355_000));
    }

    @Test
    void readsAScenarioOnStandardInputToo() {
        Scenario scenario = read("""
                manifests: [../examples/clipper/manifests]
                nodes: {pool: {machine: {cpu: 4, memory: 16Gi}, max: 3, price: 0.2/h}}
                services: {api: {runs: clipper-backend, cpu: 5ms}}
                traffic: {api: {constant: 100/s}}
                """);
        assertThat(scenario.services()).hasSize(1);
        assertThat(scenario.assumptions()).hasSizeGreaterThan(5);
    }

    @Test
    void honoursSettingsInTheStatusConfigMapAndSaysThatTheRealOneDoesNot(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("m.yaml"), WEB + """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: cluster-autoscaler-status, namespace: kube-system}
                data: {scale-down-unneeded-time: "7m"}
                """);
        Scenario scenario = read("""
                manifests: [%s]
                nodes: {pool: {machine: {cpu: 4, memory: 16Gi}, max: 3, price: 0.2/h}}
                services: {api: {runs: web, cpu: 5ms}}
                traffic: {api: {constant: 100/s}}
                """.formatted(folder.resolve("m.yaml")));
        assertThat(scenario.autoscaling().nodes()).containsEntry("scale-down-unneeded-time", List.of("7m"));
        assertThat(scenario.assumptions())
                .anySatisfy(sentence -> assertThat(sentence).contains("never reads them: give it flags"));
    }

    @Test
    void refusesWhatHoldsNoWorkload() {
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInput.class).hasMessageContaining("expected at least one");
        assertThatThrownBy(() -> read(AUTOSCALER))
                .hasMessage("-:6: spec.scaleTargetRef.name: no manifest for deployment/default/web;"
                        + " expected one that exists; there is none");
    }

    private static Scenario read(String text) {
        return new Scenarios(() -> text).read("-", Optional.empty());
    }
}
