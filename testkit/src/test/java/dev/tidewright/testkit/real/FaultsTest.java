package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.watch.Kinds;
import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.FaultyProxy;
import dev.tidewright.testkit.plane.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What networks, API servers and other writers do to a client, done to a real API server's client on purpose.
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectKey WEB = new ObjectKey("Deployment", "default", "web");

    @TempDir
    private static Path folder;

    private static @Nullable ControlPlane plane;

    private final List<ClusterEvent> heard = new CopyOnWriteArrayList<>();
    private @Nullable FaultyProxy proxy;
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
    void look() {
        plane().kubectl("delete", "deployments", "--all");
        plane().kubectl("create", "deployment", "web", "--image=none", "--replicas=2");
        proxy = new FaultyProxy(plane().server());
        look(plane().kubeconfig("admin", proxy.address()));
    }

    private void look(Path kubeconfig) {
        api = new ApiServer(
                Connection.find(Optional.of(kubeconfig), Optional.empty()),
                Retries.DEFAULT,
                Fence.OPEN,
                new SplittableRandom(1));
        cluster = new RealCluster(api, List.of(Kinds.DEPLOYMENTS), List.of(), InstantSource.system());
        cluster.start(PATIENCE);
        cluster.subscribe(heard::add);
    }

    @AfterEach
    void close() {
        close(cluster);
        close(api);
        close(proxy);
    }

    private static void close(@Nullable AutoCloseable some) {
        try {
            if (some != null) {
                some.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private FaultyProxy proxy() {
        return Optional.ofNullable(proxy).orElseThrow();
    }

    private RealCluster cluster() {
        return Optional.ofNullable(cluster).orElseThrow();
    }

    private Deployment web() {
        return cluster().get(WEB, Deployment.class).orElseThrow();
    }

    private void knows(int replicas) {
        Waiting.until(replicas + " replicas", PATIENCE, () -> web().replicas() == replicas);
    }

    private static void scaleByAnother(int replicas) {
        plane().kubectl("scale", "deployment", "web", "--replicas=" + replicas);
    }

    @Test
    void aWatchThatBrokeGoesOnWhereItBroke() {
        proxy().cutWatches();
        scaleByAnother(3);
        scaleByAnother(4);
        knows(4);
        assertThat(heard)
                .extracting(event -> ((Deployment) event.object()).replicas())
                .containsExactly(3, 4);
    }

    @Test
    void aHistoryThatIsGoneIsListedAnew() {
        AtomicInteger left = proxy().answer(FaultyProxy.Seen::isWatch, 410, "too old resource version", 1);
        proxy().cutWatches();
        Waiting.until("the watch asks again", PATIENCE, () -> left.get() <= 0);
        plane().kubectl("create", "deployment", "second", "--image=none");
        plane().kubectl("delete", "deployment", "web");
        Waiting.until("the picture is whole", PATIENCE, () -> names().equals(List.of("second")));
        assertThat(heard)
                .extracting(ClusterEvent::type)
                .containsExactly(ClusterEvent.Type.ADDED, ClusterEvent.Type.DELETED);
    }

    @Test
    void whatIsGoneWhileNobodyListensIsToldByTheNextList() {
        AtomicInteger left = proxy().answer(FaultyProxy.Seen::isWatch, 503, "starting", 3);
        proxy().cutWatches();
        Waiting.until("the watch is refused", PATIENCE, () -> left.get() <= 2);
        plane().kubectl("delete", "deployment", "web");
        proxy().heal();
        proxy().answer(FaultyProxy.Seen::isWatch, 410, "too old resource version", 1);
        Waiting.until("it is told", PATIENCE, () -> names().isEmpty());
        assertThat(heard).extracting(ClusterEvent::type).containsExactly(ClusterEvent.Type.DELETED);
    }

    private List<String> names() {
        return cluster().list(Deployment.class).stream()
                .map(each -> each.meta().name())
                .toList();
    }

    @Test
    void aWriteThatTheServerCannotTakeNowIsMadeAgain() {
        proxy().answer(FaultyProxy.Seen::isWrite, 429, "too many requests", 2);
        proxy().answer(FaultyProxy.Seen::isWrite, 503, "no etcd", 1);
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 5, web().meta().version())))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(web().replicas()).isEqualTo(5);
    }

    @Test
    void aServerThatTakesNothingForLongIsNotAskedForever() {
        AtomicInteger left = proxy().answer(FaultyProxy.Seen::isWrite, 503, "no etcd today", 1_000);
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 5, web().meta().version())))
                .isEqualTo(new Outcome.Refused("no etcd today"));
        assertThat(1_000 - left.get()).isEqualTo(Retries.DEFAULT.most());
    }

    @Test
    void afterAConflictTheNextLookShowsWhatIsThere() {
        proxy().slowDownWatches(Duration.ofSeconds(20));
        Deployment old = web();
        scaleByAnother(7);
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 3, old.meta().version())))
                .isEqualTo(new Outcome.Overtaken());
        assertThat(web().replicas()).isEqualTo(7);
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 3, web().meta().version())))
                .isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aSlowWatchNeverSetsAnOwnWriteBack() {
        proxy().slowDownWatches(Duration.ofMillis(700));
        for (int replicas = 3; replicas <= 6; replicas++) {
            assertThat(cluster()
                            .apply(new Change.SetReplicas(
                                    WEB, replicas, web().meta().version())))
                    .isInstanceOf(Outcome.Applied.class);
            assertThat(web().replicas()).isEqualTo(replicas);
        }
        Waiting.until(
                "all is told",
                PATIENCE,
                () -> !heard.isEmpty() && ((Deployment) heard.getLast().object()).replicas() == 6);
        assertThat(heard)
                .extracting(event -> ((Deployment) event.object()).replicas())
                .containsExactly(3, 4, 5, 6);
        assertThat(web().replicas()).isEqualTo(6);
    }

    @Test
    void anApiServerThatRestartsIsFoundAgain() {
        plane().stop("kube-apiserver");
        Waiting.until(
                "the loss is seen",
                PATIENCE,
                () -> !cluster().known().troubles().isEmpty());
        plane().restart("kube-apiserver");
        scaleByAnother(9);
        knows(9);
        Waiting.until(
                "the trouble is over",
                PATIENCE,
                () -> cluster().known().troubles().isEmpty());
    }

    @Test
    void aTokenThatExpiredIsReadAgainFromItsFile() throws IOException {
        close(cluster);
        close(api);
        Path token = folder.resolve("token");
        Files.writeString(token, "admin-token-for-tests");
        Path kubeconfig = folder.resolve("token-file.kubeconfig");
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: u, user: {tokenFile: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(proxy().address(), token));
        look(kubeconfig);
        Files.writeString(token, "kwok-token-for-tests"); // as a kubelet renews it
        proxy().answer(seen -> seen.token().startsWith("admin"), 401, "Unauthorized", 1_000);
        proxy().cutWatches();
        assertThat(cluster().apply(new Change.SetReplicas(WEB, 4, web().meta().version())))
                .isInstanceOf(Outcome.Applied.class);
        scaleByAnother(5);
        knows(5);
    }

    @Test
    void whoMayNotIsToldWhichVerbOnWhichResource() {
        var nobody = new ApiServer(
                Connection.find(Optional.of(plane().kubeconfig("nobody")), Optional.empty()),
                Retries.DEFAULT,
                Fence.OPEN,
                new SplittableRandom(1));
        try (nobody;
                var blind = new RealCluster(nobody, List.of(Kinds.DEPLOYMENTS), List.of(), InstantSource.system())) {
            assertThatThrownBy(() -> blind.start(PATIENCE))
                    .isInstanceOf(ApiFailure.class)
                    .hasMessageContaining("deployments.apps is forbidden: User \"nobody\" cannot list resource"
                            + " \"deployments\" in API group \"apps\"");
        }
    }
}
