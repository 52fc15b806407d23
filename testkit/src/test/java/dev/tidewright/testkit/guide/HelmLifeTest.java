package dev.tidewright.testkit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.testkit.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release's whole life, by the real helm.
class HelmLifeTest {
    private static final String CHART = "./helm/charts/clipper";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private UpProcess up;

    @BeforeEach
    void start() throws IOException {
        up = UpProcess.start(home);
    }

    @AfterEach
    void stop() {
        up.close();
    }

    private String done(String command) {
        Shell.Outcome outcome = up.run(command);
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        return outcome.out();
    }

    private void becomes(String command, String text) {
        Shell.Outcome outcome = up.until(command, text, SOON);
        assertThat(outcome.out()).as("%s", outcome).contains(text);
    }

    @Test
    void upgradesRollsBackAndKeepsHistory() {
        assertThat(done("helm list"))
                .containsPattern("clipper\\s+clipper-production\\s+1\\s+.*deployed\\s+clipper-1.0.0");
        done("helm upgrade clipper " + CHART + " --reuse-values --set backend.autoscaling.minReplicas=6");
        becomes("kubectl get deployment clipper-backend -o jsonpath={.spec.replicas}", "6");
        assertThat(done("helm get values clipper")).contains("minReplicas: 6");
        assertThat(done("helm status clipper")).contains("REVISION: 2").contains("STATUS: deployed");
        assertThat(done("helm rollback clipper 1")).contains("Rollback was a success");
        assertThat(done("kubectl get hpa clipper-backend -o jsonpath={.spec.minReplicas}"))
                .isEqualTo("3");
        assertThat(done("helm history clipper"))
                .containsPattern("1\\s+.*superseded")
                .containsPattern("2\\s+.*superseded")
                .containsPattern("3\\s+.*deployed.*Rollback to 1");
    }

    @Test
    void whatIsInstalledAnewServesTheScenariosTraffic() {
        assertThat(done("helm uninstall clipper --wait")).contains("release \"clipper\" uninstalled");
        becomes("kubectl get pods -l 'app in (clipper-backend, clipper-frontend)' -o name | wc -l", "0");
        assertThat(up.run("kubectl get hpa").err()).contains("No resources found");
        done("helm install clipper " + CHART + " -n clipper-production --create-namespace --wait --timeout 60s");
        done("kubectl wait --for=condition=Available deployment/clipper-backend --timeout=60s");
        assertThat(up.tidewrightRun("traffic", "set", "300rps").exit()).isZero();
        becomes("kubectl get events --field-selector involvedObject.kind=HorizontalPodAutoscaler", "SuccessfulRescale");
    }

    @Test
    void anotherReleaseOfTheSameObjectsIsRefusedAsByARealCluster() {
        Shell.Outcome second = up.run("helm install second " + CHART);
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("invalid ownership metadata");
    }
}
