package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.testkit.Shell;
import dev.tidewright.testkit.Sources;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chart's definition of PodAutoscaler, on a real API server.
class PodAutoscalerDefinitionTest {
    private static final String GOOD = """
        apiVersion: tidewright.dev/v1alpha1
        kind: PodAutoscaler
        metadata: {name: web}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 10
          metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
          - type: External
            external: {metric: {name: q, selector: {matchLabels: {a: b}}}, target: {type: Value, value: 100m}}
          - type: Object
            object:
              describedObject: {apiVersion: v1, kind: Service, name: s}
              metric: {name: rate}
              target: {type: Value, value: 5}
          behavior:
            scaleUp: {policies: [{type: Pods, value: 4, periodSeconds: 60}], selectPolicy: Min, tolerance: 50m}
            scaleDown: {stabilizationWindowSeconds: 0}
        """;

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    @BeforeAll
    static void start() {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        plane = ControlPlane.start(folder, Set.of());
        plane().kubectl("apply", "-f", Sources.root() + "/helm/charts/tidewright/crds/podautoscalers.yaml");
        plane().kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/podautoscalers.tidewright.dev");
    }

    @AfterAll
    static void stop() {
        if (plane != null) {
            plane.close();
        }
    }

    private static ControlPlane plane() {
        return Optional.ofNullable(plane).orElseThrow();
    }

    @Test
    void isWhatUpstreamsDocumentGives() {
        var outcome =
                new Shell(folder, Sources.root()).run("bin/pod-autoscaler-definition --check", Duration.ofMinutes(1));
        assertThat(outcome.exit()).as("%s", outcome).isZero();
    }

    @Test
    void takesWhatAHorizontalPodAutoscalerMaySay() {
        plane().create(GOOD);
        plane().kubectl(
                        "patch",
                        "podautoscaler",
                        "web",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"currentReplicas\":3,\"desiredReplicas\":4,\"conditions\":[{\"type\":"
                                + "\"ScalingActive\",\"status\":\"True\",\"reason\":\"ValidMetricFound\"}]}}");
        assertThat(plane().kubectl("get", "pa", "-o", "wide").lines().toList().getLast())
                .matches("web +web +2 +10 +3 +\\S+ +ValidMetricFound\\s*");
        assertThat(plane().kubectl("explain", "podautoscaler.spec.behavior.scaleUp.policies"))
                .contains("periodSeconds");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        maxReplicas: 10        | maxReplicas: 1         | maxReplicas must be greater than or equal to minReplicas
        minReplicas: 2         | minReplicas: -1        | should be greater than or equal to 0
        type: Resource         | type: Pods             | pods must be set where type is Pods, and only there
        averageUtilization: 50 | averageUtilization: 0  | should be greater than or equal to 1
        averageUtilization: 50 | value: 50              | must set either a target raw value or a target utilization
        periodSeconds: 60      | periodSeconds: 1801    | should be less than or equal to 1800
        selectPolicy: Min      | selectPolicy: Least    | supported values: "Max", "Min", "Disabled"
        value: 100m            | value: plenty          | should match
        maxReplicas: 10        | maximum: 10            | unknown field "spec.maximum"
        """)
    void refusesWhatUpstreamRefuses(String good, String bad, String words) {
        assertThatThrownBy(() -> plane().create(GOOD.replace("name: web}\nspec", "name: bad}\nspec")
                        .replace(good, bad)))
                .hasMessageContaining(words);
    }
}
