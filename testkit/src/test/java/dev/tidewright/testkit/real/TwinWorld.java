package dev.tidewright.testkit.real;

import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.watch.Kinds;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.ControlPlane.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// One of two equal clusters: workloads with autoscalers, and a record of every count that each workload was ever to
/// have.
final class TwinWorld implements AutoCloseable {
    private static final int NODES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ControlPlane plane;
    private final ApiServer api;
    private final RealCluster cluster;
    private final TreeMap<String, List<Integer>> counts = new TreeMap<>();

    TwinWorld(Path folder, List<TwinWorkload> workloads) {
        plane = ControlPlane.start(folder, EnumSet.allOf(Part.class));
        api = new ApiServer(
                Connection.find(Optional.of(plane.kubeconfig("admin")), Optional.empty()),
                Retries.DEFAULT,
                Fence.OPEN,
                new SplittableRandom(1));
        cluster = new RealCluster(api, List.of(Kinds.DEPLOYMENTS), List.of(), InstantSource.system());
        plane.nodes(NODES);
        StringBuilder manifest = new StringBuilder();
        for (TwinWorkload workload : workloads) {
            manifest.append(workload.manifest());
            plane.metrics().load("default", workload.name(), workload.loadMilli());
            plane.metrics().custom("default", workload.name(), "http_requests_per_second", workload.requests());
        }
        plane.create(manifest.toString());
        cluster.start(PATIENCE);
        Waiting.until("all pods ready", PATIENCE, this::isReady);
        cluster.list(Deployment.class).forEach(this::note);
        cluster.subscribe(event -> note((Deployment) event.object()));
    }

    private boolean isReady() {
        return cluster.list(Deployment.class).stream()
                .allMatch(each -> each.status().ready() == each.replicas());
    }

    private synchronized void note(Deployment deployment) {
        List<Integer> series = counts.computeIfAbsent(deployment.meta().name(), absent -> new ArrayList<>());
        if (series.isEmpty() || series.getLast() != deployment.replicas()) {
            series.add(deployment.replicas());
        }
    }

    synchronized SortedMap<String, List<Integer>> counts() {
        var copy = new TreeMap<String, List<Integer>>();
        counts.forEach((name, series) -> copy.put(name, List.copyOf(series)));
        return copy;
    }

    ControlPlane plane() {
        return plane;
    }

    @Override
    public void close() {
        cluster.close();
        api.close();
        plane.close();
    }
}
