package dev.tidewright.cluster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.core.pods.MetricSpec;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                  - name: web
                    image: web:1
                    resources:
                      limits: {cpu: 500m, memory: 1Gi}
            """;

    @Test
    void fillsInWhatTheApiServerFillsIn() {
        Deployment web = (Deployment) read(WEB).typed().getFirst();
        assertThat(web.key()).hasToString("deployment/default/web");
        assertThat(web.replicas()).isEqualTo(1);
        assertThat(web.strategy()).isEqualTo(Deployment.Strategy.DEFAULT);
        assertThat(web.template().spec().containers().getFirst().requests().cpuMilli())
                .isEqualTo(500);
    }

    @Test
    void unfoldsListsAndNotesWhatItDoesNotActOn() {
        Manifests manifests = read("""
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: a}
                  data: {x: "1"}
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: b}
                - apiVersion: monitoring.coreos.com/v1
                  kind: ServiceMonitor
                  metadata: {name: m}
                  spec: {anything: [goes]}
                - apiVersion: v1
                  kind: Namespace
                  metadata: {name: shop}
                """);
        assertThat(manifests.objects()).isEmpty();
        assertThat(manifests.others()).hasSize(4);
        assertThat(manifests.notes())
                .containsExactly(
                        "not acted on: 2 x ConfigMap (v1)", "not acted on: ServiceMonitor (monitoring.coreos.com/v1)");
    }

    @Test
    void takesAReplicationControllersSelectorFromItsTemplateWhereItHasNone() {
        Manifests manifests = read("""
                apiVersion: v1
                kind: ReplicationController
                metadata: {name: old}
                spec:
                  replicas: 2
                  template:
                    metadata:
                      labels: {app: old, tier: back}
                    spec:
                      containers: [{name: app, image: "app:1"}]
                """);
        var old = (ReplicationController) manifests.typed().getFirst();
        assertThat(old.key()).hasToString("replicationcontroller/default/old");
        assertThat(old.selector().matchLabels())
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("app", "old", "tier", "back")));
    }

    @Test
    void readsPodAutoscalersAsAutoscalersOfVersion2() {
        String own = """
                ---
                apiVersion: tidewright.dev/v1alpha1
                kind: PodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  maxReplicas: 5
                """;
        var read = (PodAutoscaler) read(WEB + own).typed().getLast();
        assertThat(read.rules().spec().floor()).isEqualTo(1);
        assertThat(read.rules().spec().metrics()).containsExactly(MetricSpec.utilization("cpu", 80));
        assertThatThrownBy(() -> read(WEB + own.replace("maxReplicas", "maxReplica")))
                .hasMessageContaining("spec.maxReplica: unknown field; did you mean maxReplicas?");
        assertThatThrownBy(() -> read(WEB + own.replace("maxReplicas: 5", "maxReplicas: 0")))
                .hasMessageContaining("spec.maxReplicas: must be greater than 0");
    }

    @Test
    void resolvesPriorityClasses() {
        Manifests manifests = read("""
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: low}
                value: -10
                globalDefault: true
                ---
                """ + WEB);
        Deployment web = (Deployment) manifests.typed().getFirst();
        assertThat(web.template().spec().priority()).isEqualTo(-10);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            kind: Deployment       | kind: Deploymint       | nothing
            spec:\\n  selector:    | spec:\\n  replica: 3\\n  selector: | m.yaml:6: spec.replica: unknown field; did you mean replicas?
            image: web:1           | imagePulPolicy: Always | m.yaml:14: spec.template.spec.containers[0].imagePulPolicy: unknown field; did you mean imagePullPolicy?
            cpu: 500m              | cpu: 500x              | m.yaml:16: spec.template.spec.containers[0].resources.limits.cpu: expected a quantity, e.g. 250m or 512Mi, found '500x'
            apps/v1                | apps/v1beta1           | m.yaml:1: apiVersion: apps/v1beta1 is not served for Deployment; expected apps/v1
            name: web\\nspec       | nam: web\\nspec        | m.yaml:4: metadata.name: missing; expected a name
            matchLabels: {app: web} | matchLabels: {app: shop} | m.yaml:6: spec.selector: selects none of its own pods; expected a match for {app=web}
            spec:\\n  selector:    | spec:\\n  replicas: -1\\n  selector: | m.yaml:6: spec.replicas: expected 0 or more, found -1
            spec:\\n  selector:    | spec:\\n  strategy: {rollingUpdate: {maxSurge: 1x}}\\n  selector: | m.yaml:6: spec.strategy.rollingUpdate.maxSurge: expected a whole number or a percentage, e.g. 1 or 25%, found '1x'
            spec:\\n  selector:    | spec:\\n  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}\\n  selector: | m.yaml:6: spec.strategy.rollingUpdate.maxUnavailable: expected above 0 where maxSurge is 0
            limits: {cpu: 500m     | requests: {cpu: 2}\\n          limits: {cpu: 500m | m.yaml:12: spec.template.spec.containers: web: expected a request of cpu of at most the limit
            image: web:1           | image: 5               | m.yaml:14: spec.template.spec.containers[0].image: expected text (numbers and true or false in quotes), found '5'
            """)
    void namesFileLineFieldAndWhatWasExpected(String good, String bad, String complaint) {
        String text = WEB.replace(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(WEB);
        if (complaint.equals("nothing")) {
            assertThat(read(text).notes()).hasSize(1);
        } else {
            assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessage(complaint);
        }
    }

    @Test
    void namesEveryMistakeAndTheFirstOfTwoObjectsOfOneName() {
        String api = WEB.replace("name: web\nspec", "name: api\nspec").replace("limits", "limit");
        assertThatThrownBy(() -> read(String.join("---\n", WEB, WEB, api))).hasMessage("""
                        m.yaml:21: metadata.name: second Deployment 'web'; the first is at m.yaml:1
                        m.yaml:50: spec.template.spec.containers[0].resources.limit: unknown field; did you mean limits?""");
    }

    @Test
    void setsAsideWhatIsForKindsThatItDoesNotActOn() {
        Manifests manifests = read("""
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: web}
                spec: {template: {metadata: {labels: {app: web}}}}
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}
                  maxReplicas: 5
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web}
                spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
                """);
        Complaints complaints = new Complaints();
        Manifests kept = manifests.withTargets(complaints);
        assertThat(complaints.isEmpty()).isTrue();
        assertThat(kept.objects()).isEmpty();
        assertThat(kept.notes())
                .contains(
                        "not acted on: horizontalpodautoscaler/default/web, which is for Rollout web",
                        "not acted on: poddisruptionbudget/default/web, which is for Rollout web");
    }

    @Test
    void readsAutoscalersOfTheFirstVersion() {
        Manifests manifests = read("""
                apiVersion: autoscaling/v1
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  maxReplicas: 5
                  targetCPUUtilizationPercentage: 60
                """);
        var autoscaler = (dev.tidewright.core.pods.HorizontalPodAutoscaler)
                manifests.typed().getFirst();
        assertThat(autoscaler.spec().metrics().getFirst().target()).hasToString("60%");
    }

    private static Manifests read(String text) {
        return Manifests.of(Yaml.parse("m.yaml", text));
    }
}
