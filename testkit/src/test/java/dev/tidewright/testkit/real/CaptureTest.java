package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.testkit.Shell;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A namespace of a real cluster, written down and rehearsed.
class CaptureTest {
    private static final String APP = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, annotations: {note: "a: b # c"}}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web, version: "1.0"}}
            spec:
              containers:
              - {name: c, image: fake, args: ["yes", ""], resources: {requests: {cpu: 100m, memory: 64Mi}}}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          maxReplicas: 6
          metrics:
          - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}
        """;

    @TempDir
    private Path folder;

    private Shell.Outcome tidewright(String arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Shell(folder, folder)
                .with("CLASSPATH", System.getProperty("java.class.path"))
                .run(java + " dev.tidewright.cli.Main " + arguments, Duration.ofMinutes(2));
    }

    @Test
    void rehearsesWhatItWroteDown() throws IOException {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        try (ControlPlane plane = ControlPlane.start(folder.resolve("plane"), EnumSet.allOf(ControlPlane.Part.class))) {
            plane.nodes(2);
            plane.metrics().load("default", "web", 250);
            plane.apply(APP);
            plane.kubectl("wait", "--for=condition=Available", "--timeout=60s", "deployment/web");
            Shell.Outcome captured =
                    tidewright("capture --from-cluster --out there --kubeconfig " + plane.kubeconfig("admin"));
            assertThat(captured.exit()).as("%s", captured).isZero();
            String manifests = Files.readString(folder.resolve("there/manifests/deployment.yaml"));
            assertThat(manifests)
                    .contains("note: \"a: b # c\"", "- \"yes\"", "version: \"1.0\"")
                    .doesNotContain("uid", "status", "managedFields", "last-applied");
            plane.kubectl("delete", "deploy,hpa,svc", "--all");
            plane.kubectl("apply", "-f", folder.resolve("there/manifests").toString());
        }
        assertThat(Files.readString(folder.resolve("there/scenario.yaml")))
                .contains("constant: \"40.0/s\"", "initial: 2", "runs: deployment/web");
        Shell.Outcome played = tidewright("rehearse there/scenario.yaml --for 10m --out report");
        assertThat(played.exit()).as("%s", played).isZero();
        assertThat(folder.resolve("report/report.json")).exists();
    }
}
