package dev.tidewright.testkit.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.watch.Kinds;
import dev.tidewright.testkit.ClusterContract;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real kube-apiserver with its etcd, behind the port, keeps the port's contract.
class RealContractTest implements ClusterContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    private @Nullable ApiServer api;
    private @Nullable RealCluster cluster;

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

    @BeforeEach
    void empty() {
        plane().apply("{apiVersion: v1, kind: Namespace, metadata: {name: contract}}");
        plane().kubectl("delete", "deployments,pods,pdb", "--all", "-n", "contract", "--grace-period=0", "--force");
        plane().kubectl("delete", "nodes", "--all");
        var config = Connection.find(Optional.of(plane().kubeconfig("admin")), Optional.empty());
        api = new ApiServer(config, Retries.DEFAULT, Fence.OPEN, new SplittableRandom(1));
        cluster = new RealCluster(api, Kinds.ALL, java.util.List.of(), InstantSource.system());
        cluster.start(PATIENCE);
    }

    @AfterEach
    void close() {
        if (cluster != null && api != null) {
            cluster.close();
            api.close();
        }
    }

    @Override
    public Cluster cluster() {
        return Optional.ofNullable(cluster).orElseThrow();
    }

    /// What was written up to now has been told once the watch of its kind tells of an object that was made after it.
    @Override
    public void settle() {
        var told = new CountDownLatch(1);
        var subscription = cluster().subscribe(event -> {
            if (event.object().meta().name().equals("settled")) {
                told.countDown();
            }
        });
        plane().kubectl("create", "deployment", "settled", "--image=none", "-n", "contract");
        try {
            if (!told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the watch tells nothing any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
        plane().kubectl("delete", "deployment", "settled", "-n", "contract");
    }
}
