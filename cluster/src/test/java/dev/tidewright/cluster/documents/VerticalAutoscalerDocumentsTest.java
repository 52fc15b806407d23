package dev.tidewright.cluster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.StartupBoost;
import dev.tidewright.core.requests.UpdatePolicy;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerticalAutoscalerDocumentsTest {
    static final String VPA = """
            metadata: {name: web, namespace: shop}
            spec:
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              updatePolicy:
                updateMode: InPlaceOrRecreate
                minReplicas: 3
                evictionRequirements: [{resources: [memory], changeRequirement: TargetHigherThanRequests}]
              resourcePolicy:
                containerPolicies:
                - {containerName: "*", minAllowed: {cpu: 100m}, controlledResources: [cpu], mode: "Off"}
                - {containerName: web, controlledValues: RequestsOnly, oomBumpUpRatio: "1.5"}
                - {containerName: "*", maxAllowed: {memory: 2Gi}}
              startupBoost: {cpu: {type: Factor, factor: 3, durationSeconds: 30}}
            status:
              recommendation:
                containerRecommendations:
                - {containerName: web, target: {cpu: 250m, memory: 262144k}, lowerBound: {cpu: 25m}}
              conditions: [{type: RecommendationProvided, status: "True"}]
            """;

    static VerticalPodAutoscaler read(String text) {
        return VerticalAutoscalerDocuments.stored(Yaml.parse("vpa.yaml", text).getFirst());
    }

    @Test
    void readsSpecAndStatus() {
        VerticalPodAutoscaler vpa = read(VPA);
        assertThat(vpa.key()).hasToString("verticalpodautoscaler/shop/web");
        assertThat(vpa.spec().updates().mode()).isEqualTo(UpdatePolicy.Mode.IN_PLACE_OR_RECREATE);
        assertThat(vpa.spec().updates().requirements())
                .containsExactly(
                        new UpdatePolicy.EvictionRequirement(List.of("memory"), UpdatePolicy.Change.TARGET_HIGHER));
        assertThat(vpa.spec().startupBoost().flatMap(StartupBoost::cpu))
                .hasValueSatisfying(cpu -> assertThat(cpu.duration()).isEqualTo(Duration.ofSeconds(30)));
        assertThat(vpa.status().of("web").orElseThrow().target().memoryBytes()).isEqualTo(262_144_000);
        assertThat(vpa.status().condition("RecommendationProvided")).isPresent();
    }

    @Test
    void findsThePolicyOfAContainerByNameAnywhereElseTheLastWildcard() {
        VerticalPodAutoscaler vpa = read(VPA);
        assertThat(vpa.spec().policyOf("web").orElseThrow().controlledValues())
                .isEqualTo(ControlledValues.REQUESTS_ONLY);
        var other = vpa.spec().policyOf("mesh").orElseThrow();
        assertThat(other.maxAllowed().memoryBytes()).isEqualTo(2L << 30);
        assertThat(other.isOff()).isFalse();
        assertThat(other.controls("memory")).isTrue();
    }

    @Test
    void writesTheStatusThatItReads() {
        VerticalPodAutoscaler vpa = read(VPA);
        var copy = new DocumentBuilder()
                .put("metadata", new DocumentBuilder().put("name", "web").build())
                .put("spec", new DocumentBuilder().build())
                .put("status", VerticalAutoscalerStatusDocuments.status(vpa.status()))
                .build();
        assertThat(VerticalAutoscalerDocuments.stored(copy).status()).isEqualTo(vpa.status());
    }

    @Test
    void namesTheFieldAndTheWordsThatItKnows() {
        assertThatThrownBy(() -> read(VPA.replace("InPlaceOrRecreate", "Always")))
                .isInstanceOf(BadInput.class)
                .hasMessage("vpa.yaml:5: spec.updatePolicy.updateMode: expected one of [Off, Initial, Recreate, Auto, "
                        + "InPlaceOrRecreate, InPlace], found 'Always'");
    }

    @Test
    void namesAllThatUpstreamWouldRefuse() {
        String wrong = VPA.replace("minReplicas: 3", "minReplicas: 0")
                .replace("controlledValues: RequestsOnly", "minAllowed: {memory: 2Gi}, maxAllowed: {memory: 1Gi}")
                .replace("oomBumpUpRatio: \"1.5\"", "oomBumpUpRatio: \"0.5\"")
                .replace("factor: 3, ", "");
        assertThatThrownBy(() -> VerticalAutoscalerDocuments.submitted(
                        Yaml.parse("vpa.yaml", wrong).getFirst()))
                .hasMessageContaining("vpa.yaml:6: spec.updatePolicy.minReplicas: expected 1 or more, found 0")
                .hasMessageContaining(
                        "spec.resourcePolicy.containerPolicies[1].maxAllowed: expected memory of at least "
                                + "the 2Gi of minAllowed, found 1Gi")
                .hasMessageContaining("containerPolicies[1].oomBumpUpRatio: expected 1 or more, found 500m")
                .hasMessageContaining("spec.startupBoost.cpu.factor: expected 1 or more where type is Factor");
    }

    @Test
    void complainsInManifestsOfFieldsThatTheKindDoesNotHave() {
        String wrong = "apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\n"
                + VPA.replace("minReplicas", "minReplica");
        assertThatThrownBy(() -> Manifests.of(Yaml.parse("vpa.yaml", wrong)))
                .hasMessageContaining("spec.updatePolicy.minReplica: unknown field; did you mean minReplicas?");
    }

    @Test
    void readsLimitRanges() {
        String text = """
                metadata: {name: bounds}
                spec: {limits: [{type: Container, max: {cpu: "2"}, default: {memory: 1Gi}}]}
                """;
        LimitRange range =
                LimitRangeDocuments.limitRange(Yaml.parse("l.yaml", text).getFirst());
        assertThat(range.limits().getFirst().max().cpuMilli()).isEqualTo(2_000);
        assertThat(range.limits().getFirst().defaults().memoryBytes()).isEqualTo(1L << 30);
    }
}
