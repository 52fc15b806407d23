package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.cli.LiveControl;
import dev.tidewright.cli.LiveSettings;
import dev.tidewright.control.pods.PodScalingFlags;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.FaultyProxy;
import dev.tidewright.testkit.plane.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole of Tidewright, mode own, on a real control plane in bad hours: it goes on deciding, and decides the same.
class BadHoursTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int APPS = 4;
    /// Of all pods of an app, in thousandths of a core; each pod asks for 100, half of which is wanted.
    private static final long LOAD = 100;

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    @BeforeAll
    static void start() {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        plane = ControlPlane.start(folder, EnumSet.allOf(ControlPlane.Part.class));
        plane.nodes(2);
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

    private static void apps(String namespace) throws InterruptedException {
        plane().apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < APPS; i++) {
            manifest.append(app(i, namespace));
        }
        load(namespace, 1);
        plane().apply(manifest.toString());
        eventually(() -> plane().kubectl("get", "deploy", "-n", namespace, "-o=jsonpath={..readyReplicas}"), "2 2 2 2");
    }

    private static String app(int number, String namespace) {
        return """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: app-%1$d, namespace: %2$s, labels: {app: app-%1$d}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: app-%1$d}}
              template:
                metadata: {labels: {app: app-%1$d}}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers: [{name: c, image: fake, resources: {requests: {cpu: 100m}}}]
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: app-%1$d, namespace: %2$s}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-%1$d}
              minReplicas: 1
              maxReplicas: 20
              metrics:
              - type: Resource
                resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
              behavior:
                scaleDown: {stabilizationWindowSeconds: 0}
            """.formatted(number, namespace);
    }

    /// @param times what two pods are there for
    private static void load(String namespace, int times) {
        for (int i = 0; i < APPS; i++) {
            plane().metrics().load(namespace, "app-" + i, LOAD * times);
        }
    }

    private static LiveControl control(Path kubeconfig, String namespace, Optional<String> lease, String identity)
            throws IOException {
        var flags = new TreeMap<String, String>();
        flags.put("horizontal-pod-autoscaler-sync-period", "2s");
        flags.put("horizontal-pod-autoscaler-initial-readiness-delay", "0s");
        flags.put("horizontal-pod-autoscaler-cpu-initialization-period", "0s");
        return new LiveControl(
                Connection.find(Optional.of(kubeconfig), Optional.empty()),
                new LiveSettings(
                        LiveSettings.Mode.OWN,
                        true,
                        List.of(namespace),
                        PodScalingFlags.parse(flags),
                        Optional.empty(),
                        lease,
                        identity),
                new SplittableRandom(1));
    }

    private static String replicas(String namespace) {
        return plane().kubectl("get", "deploy", "-n", namespace, "-o=jsonpath={.items[*].spec.replicas}");
    }

    /// Of each autoscaler the sizes that it chose, as its events tell, in order.
    private static List<String> rescales(String namespace) {
        String events = plane().kubectl(
                        "get",
                        "events",
                        "-n",
                        namespace,
                        "--field-selector=reason=SuccessfulRescale",
                        "-o=jsonpath={range .items[*]}{.involvedObject.name} x{.count} {.message}{\"\\n\"}{end}");
        List<String> rescales = new ArrayList<>(
                events.lines().map(line -> line.replaceAll(";.*", "")).sorted().toList());
        return rescales;
    }

    private static void eventually(Supplier<String> found, String wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = found.get();
        while (!last.equals(wanted)) {
            assertThat(System.nanoTime())
                    .as("wanted %s, found %s", wanted, last)
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
            last = found.get();
        }
    }

    @Test
    void scalesRightThroughFaultsOfManyKinds() throws IOException, InterruptedException {
        apps("faults");
        try (FaultyProxy proxy = new FaultyProxy(plane().server());
                LiveControl control =
                        control(plane().kubeconfig("admin", proxy.address()), "faults", Optional.empty(), "t")) {
            control.start();
            disturb(proxy, new SplittableRandom(5));
            for (int times : new int[] {4, 2}) {
                load("faults", times);
                proxy.cutWatches();
                String size = Integer.toString(times * 2);
                eventually(() -> replicas("faults"), String.join(" ", size, size, size, size));
            }
        }
    }

    /// A quarter of all requests fares badly.
    private static void disturb(FaultyProxy proxy, SplittableRandom random) {
        proxy.answer(seen -> isDrawn(random), 429, "TooManyRequests", Integer.MAX_VALUE);
        proxy.answer(seen -> isDrawn(random), 500, "InternalError", Integer.MAX_VALUE);
        proxy.answer(seen -> isDrawn(random), 503, "ServiceUnavailable", Integer.MAX_VALUE);
        proxy.answer(seen -> seen.isWatch() && isDrawn(random), 410, "Expired", Integer.MAX_VALUE);
        proxy.answer(seen -> seen.isWrite() && isDrawn(random), 409, "Conflict", Integer.MAX_VALUE);
        proxy.loseAnswers(seen -> seen.isWrite() && isDrawn(random), Integer.MAX_VALUE);
        proxy.slowDownWatches(Duration.ofMillis(200));
    }

    private static boolean isDrawn(SplittableRandom random) {
        synchronized (random) {
            return random.nextInt(100) < 6;
        }
    }

    @Test
    void goesOnWhereAnApiServerComesBack() throws IOException, InterruptedException {
        apps("restart");
        try (LiveControl control = control(plane().kubeconfig("admin"), "restart", Optional.empty(), "t")) {
            control.start();
            plane().stop("kube-apiserver");
            load("restart", 4);
            eventually(() -> control.trouble().isPresent() ? "troubled" : "well", "troubled");
            plane().restart("kube-apiserver");
            eventually(() -> replicas("restart"), "8 8 8 8");
            eventually(() -> control.trouble().orElse("well"), "well");
        }
    }

    @Test
    void handsOverWithoutLosingOrDoublingADecision() throws IOException, InterruptedException {
        apps("leaders");
        Path config = plane().kubeconfig("admin");
        Optional<String> lease = Optional.of("default/leaders");
        try (LiveControl second = control(config, "leaders", lease, "second")) {
            try (LiveControl first = control(config, "leaders", lease, "first")) {
                first.start();
                eventually(() -> holder(), "first");
                second.start();
                load("leaders", 2);
                eventually(() -> replicas("leaders"), "4 4 4 4");
                load("leaders", 4); // while the first ends
            }
            eventually(() -> replicas("leaders"), "8 8 8 8");
            assertThat(holder()).isEqualTo("second");
        }
        assertThat(rescales("leaders")).containsExactly(expected());
    }

    private static String[] expected() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < APPS; i++) {
            expected.add("app-" + i + " x1 New size: 4");
            expected.add("app-" + i + " x1 New size: 8");
        }
        return expected.toArray(String[]::new);
    }

    private static String holder() {
        return plane().kubectl("get", "lease", "leaders", "--ignore-not-found", "-o=jsonpath={.spec.holderIdentity}");
    }
}
