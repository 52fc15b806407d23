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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `tidewright run` says where a real API server does not let it do its work.
class RightsTest {
    private static final int NO_CLUSTER = 3;

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    @BeforeAll
    static void start() {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        plane = ControlPlane.start(folder, Set.of());
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

    private static Shell.Outcome run(String arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Shell(folder, folder)
                .with("CLASSPATH", System.getProperty("java.class.path"))
                .run(java + " dev.tidewright.cli.Main run " + arguments, Duration.ofMinutes(1));
    }

    @Test
    void namesEachVerbAndResourceThatIsNotGranted() {
        Shell.Outcome outcome = run("--mode own --lease none --kubeconfig " + plane().kubeconfig("nobody"));
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(NO_CLUSTER);
        assertThat(outcome.err())
                .contains(plane().server() + " does not allow: list horizontalpodautoscalers in API group autoscaling"
                        + " in all namespaces; ")
                .contains("; list pods in all namespaces; ")
                .contains("; update deployments/scale in API group apps in all namespaces; ")
                .contains("; create events in all namespaces");
    }

    @Test
    void namesTheOneThatIsMissing() {
        plane().apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: almost}
            rules:
            - apiGroups: [autoscaling, apps, ""]
              resources: ["*"]
              verbs: [list, watch]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: almost, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: almost}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: nobody}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: almost, namespace: default}
            rules:
            - {apiGroups: [autoscaling], resources: [horizontalpodautoscalers/status], verbs: [patch]}
            - {apiGroups: [apps], resources: [replicasets/scale, statefulsets/scale], verbs: [update]}
            - {apiGroups: [""], resources: [replicationcontrollers/scale], verbs: [update]}
            - {apiGroups: [""], resources: [events], verbs: [create, patch]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: almost-own, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: almost}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: nobody}]
            """);
        Shell.Outcome outcome =
                run("--mode own --lease none --namespace default --kubeconfig " + plane().kubeconfig("nobody"));
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(NO_CLUSTER);
        assertThat(outcome.err())
                .isEqualTo("tidewright: " + plane().server()
                        + " does not allow: update deployments/scale in API group apps in namespace default\n");
    }

    @Test
    void saysThatCredentialsAreNotAccepted() throws IOException {
        Path expired = folder.resolve("expired.kubeconfig");
        String config = Files.readString(plane().kubeconfig("admin"));
        Files.writeString(expired, config.replaceAll("token: [^}]*", "token: long-gone"));
        Shell.Outcome outcome = run("--kubeconfig " + expired);
        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(NO_CLUSTER);
        assertThat(outcome.err())
                .isEqualTo("tidewright: " + plane().server()
                        + " does not accept these credentials (Unauthorized): has the token or certificate expired?\n");
    }
}
