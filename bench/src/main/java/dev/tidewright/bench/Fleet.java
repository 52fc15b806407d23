package dev.tidewright.bench;

import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.watch.Kinds;
import dev.tidewright.testkit.plane.ControlPlane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Deployments with an autoscaler each, and a watch on their scales.
final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LOAD_MILLI = 100;
    private static final int CHUNK = 250;

    private final ControlPlane plane;
    private final int size;
    private final ApiServer api;
    private final RealCluster cluster;

    Fleet(ControlPlane plane, int size) {
        this.plane = plane;
        this.size = size;
        this.api = new ApiServer(
                Connection.find(Optional.of(plane.kubeconfig("admin")), Optional.empty()),
                Retries.DEFAULT,
                Fence.OPEN,
                new SplittableRandom(1));
        this.cluster = new RealCluster(api, List.of(Kinds.DEPLOYMENTS), List.of(), InstantSource.system());
    }

    int size() {
        return size;
    }

    /// Creates all, with two pods and half the wanted load each, and waits until the pods are ready.
    void create() {
        for (int first = 0; first < size; first += CHUNK) {
            StringBuilder manifest = new StringBuilder();
            for (int i = first; i < Math.min(size, first + CHUNK); i++) {
                manifest.append(app(i));
                plane.metrics().load("default", "app-" + i, LOAD_MILLI);
            }
            plane.create(manifest.toString());
        }
        cluster.start(PATIENCE);
        until(deployment -> deployment.status().ready() == 2);
    }

    private static String app(int number) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app-%1$d, labels: {app: app-%1$d}}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: app-%1$d}}
                  template:
                    metadata: {labels: {app: app-%1$d}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{name: c, image: fake, resources: {requests: {cpu: 100m, memory: 64Mi}}}]
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: app-%1$d}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-%1$d}
                  minReplicas: 1
                  maxReplicas: 10
                  metrics:
                  - type: Resource
                    resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
                  behavior: {scaleDown: {stabilizationWindowSeconds: 0}}
                """.formatted(number);
    }

    /// Changes all loads at once.
    ///
    /// @return seconds until the last Deployment wanted `replicas`
    double scale(int permille, int replicas) {
        plane.metrics().scale(permille);
        return until(deployment -> deployment.replicas() == replicas);
    }

    private double until(Predicate<Deployment> condition) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            List<Deployment> all = cluster.list(Deployment.class);
            if (all.size() == size && all.stream().allMatch(condition)) {
                return (System.nanoTime() - began) / 1e9;
            }
            waitFor(Duration.ofMillis(20));
        }
        throw new IllegalStateException("not within " + PATIENCE);
    }

    static void waitFor(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        cluster.close();
        api.close();
    }
}
