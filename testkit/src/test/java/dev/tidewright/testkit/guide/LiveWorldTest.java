package dev.tidewright.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.testkit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do to a cluster by kubectl has its consequences in virtual time.
class LiveWorldTest {
    private static final Duration SOON = Duration.ofSeconds(30); // half an hour there

    @TempDir
    static Path home;

    private static UpProcess up;

    @BeforeAll
    static void start() throws IOException {
        up = UpProcess.start(home);
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    private static String done(String command) {
        Shell.Outcome outcome = up.run(command);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return outcome.out();
    }

    private static void becomes(String command, String text) {
        Shell.Outcome outcome = up.until(command, text, SOON);
        assertThat(outcome.out()).as("%s", outcome).contains(text);
    }

    @Test
    void aDeletedPodIsReplaced() {
        String pod = done("kubectl get pods -l app=clipper-frontend -o jsonpath={.items[0].metadata.name}");
        done("kubectl delete pod " + pod);
        assertThat(done("kubectl get pods -l app=clipper-frontend -o name")).doesNotContain(pod);
        done("kubectl wait --for=condition=Available deployment/clipper-frontend --timeout=30s");
    }

    @Test
    void aRolloutGoesForwardAndBack() {
        done("kubectl set image deployment/clipper-frontend frontend=example.test/frontend:2");
        assertThat(done("kubectl rollout status deployment/clipper-frontend --timeout=60s"))
                .contains("successfully rolled out");
        assertThat(done("kubectl rollout history deployment/clipper-frontend")).containsPattern("(?m)^2 ");
        done("kubectl rollout undo deployment/clipper-frontend");
        done("kubectl rollout status deployment/clipper-frontend --timeout=60s");
        assertThat(done("kubectl get deployment clipper-frontend -o jsonpath={..image}"))
                .contains("clipper-frontend:1.8.2");
        done("kubectl rollout restart deployment/pgbouncer");
        assertThat(done("kubectl rollout status deployment/pgbouncer --timeout=60s"))
                .contains("successfully rolled out");
    }

    @Test
    void replicasAreWhatTheAutoscalerSays() {
        Shell.Outcome scaled = up.run("kubectl scale deployment clipper-backend --replicas=12");
        assertThat(scaled.exit()).as("%s", scaled).isZero();
        assertThat(scaled.err()).contains("Warning: HorizontalPodAutoscaler clipper-backend decides the replicas");
        done("kubectl scale deployment pgbouncer --replicas=3");
        becomes("kubectl get deployment pgbouncer -o jsonpath={.status.readyReplicas}", "3");
    }

    @Test
    void anEditorsChangeIsStored() throws IOException {
        Path editor = Files.writeString(
                home.resolve("editor"), "#!/bin/sh\nsed -i 's/maxReplicas: 10/maxReplicas: 11/' \"$1\"\n");
        assertThat(editor.toFile().setExecutable(true)).isTrue();
        assertThat(done("EDITOR=" + editor + " kubectl edit hpa clipper-frontend"))
                .contains("horizontalpodautoscaler.autoscaling/clipper-frontend edited");
        assertThat(done("kubectl get hpa clipper-frontend -o jsonpath={.spec.maxReplicas}"))
                .isEqualTo("11");
    }

    @Test
    void whatIsAppliedRunsAndIsTornDown() throws IOException {
        Path file = Files.writeString(home.resolve("web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                      - {name: web, image: "example.test/web:1", resources: {requests: {cpu: 50m, memory: 64Mi}}}
                """);
        done("kubectl apply -f " + file);
        done("kubectl wait --for=condition=Available deployment/web -n default --timeout=30s");
        done("kubectl autoscale deployment web -n default --cpu-percent=50 --min=2 --max=5");
        becomes("kubectl get hpa web -n default", "cpu: ");
        done("kubectl label deployment web -n default tier=front");
        done("kubectl annotate deployment web -n default note=here");
        Files.writeString(file, Files.readString(file).replace("replicas: 2", "replicas: 3"));
        Shell.Outcome diff = up.run("kubectl diff -f " + file);
        assertThat(diff.exit()).as("%s", diff).isEqualTo(1);
        assertThat(diff.out()).contains("+  replicas: 3");
        assertThat(done("kubectl apply --server-side --force-conflicts -f " + file))
                .contains("serverside-applied");
        done("kubectl delete -f " + file);
        becomes("kubectl get pods -n default -l app=web -o name | wc -l", "0");
    }

    @Test
    void questionsAboutTheClusterAreAnswered() {
        assertThat(done("kubectl auth can-i create deployments")).contains("yes");
        assertThat(done("kubectl api-resources"))
                .contains("verticalpodautoscalers")
                .contains("horizontalpodautoscalers");
        assertThat(done("kubectl explain hpa.spec.behavior.scaleDown")).contains("stabilizationWindowSeconds");
        assertThat(done("kubectl version")).contains("Server Version: v1.34");
        assertThat(done("kubectl get deployment clipper-backend -o json")).contains("\"replicas\":");
        assertThat(done("kubectl get all -A")).contains("deployment.apps/cluster-autoscaler");
        for (String kind : new String[] {
            "deployment/clipper-backend", "statefulset/redis", "service/clipper-backend", "pdb/clipper-backend",
            "configmap/clipper-backend", "secret/clipper-database", "ingress/clipper", "vpa/clipper-backend-vpa"
        }) {
            assertThat(done("kubectl describe " + kind)).contains("Name:");
        }
    }

    @Test
    void aTaintedNodeTakesNoPodsUntilItIsWell() {
        String node = done("kubectl get nodes -o jsonpath={.items[0].metadata.name}");
        done("kubectl taint nodes " + node + " maintenance=yes:NoSchedule");
        assertThat(done("kubectl describe node " + node)).contains("maintenance=yes:NoSchedule");
        done("kubectl taint nodes " + node + " maintenance-");
        done("kubectl cordon " + node);
        assertThat(done("kubectl get node " + node)).contains("Ready,SchedulingDisabled");
        done("kubectl uncordon " + node);
    }

    @Test
    void whatIsSteeredShowsInEventsAndDecisions() {
        assertThat(up.tidewrightRun("traffic", "set", "20rps", "--service", "backend")
                        .out())
                .contains("traffic at backend is 20 requests a second");
        becomes("kubectl get events --field-selector reason=Steered", "deployment/clipper-backend");
        assertThat(up.tidewrightRun("traffic", "reset").out()).contains("follows the scenario again");
        assertThat(up.tidewrightRun("fault", "metrics-outage", "10m").exit()).isZero();
        becomes("kubectl describe hpa clipper-backend", "FailedGetResourceMetric");
        Shell.Outcome wrong = up.tidewrightRun("fault", "stock-out", "nowhere", "5m");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("standard-workers");
    }
}
