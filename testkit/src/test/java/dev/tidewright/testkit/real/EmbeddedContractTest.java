package dev.tidewright.testkit.real;

import dev.tidewright.apiserver.http.ApiServer;
import dev.tidewright.apiserver.http.Certificates;
import dev.tidewright.apiserver.subresources.Commands;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.kubernetes.RealCluster;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.watch.Kinds;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import dev.tidewright.simulator.world.VirtualWorld;
import dev.tidewright.testkit.ClusterContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The embedded API server, spoken to as a real one is, keeps the port's contract. Its world stands still, so nobody
/// but
/// the test acts in it.
class EmbeddedContractTest implements ClusterContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "let-me-in";
    private static final double STILL = 1e-9;

    /// A cluster of nothing but a Deployment for which no pod was made yet.
    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: idle, namespace: elsewhere}
            spec:
              replicas: 0
              selector: {matchLabels: {app: idle}}
              template:
                metadata: {labels: {app: idle}}
                spec: {containers: [{name: idle, image: idle, resources: {requests: {cpu: 100m}}}]}
            """;

    @TempDir
    private Path folder;

    private WorldThread thread;
    private ApiServer server;
    private dev.tidewright.kubernetes.api.ApiServer api;
    private RealCluster cluster;

    @BeforeEach
    void start() throws IOException {
        Scenario scenario = new Scenarios(() -> MANIFEST).read("-", Optional.empty());
        var world = new VirtualWorld(scenario, 1);
        Certificates certificates = Certificates.create(Instant.now(), "127.0.0.1");
        thread = new WorldThread(world.timeline(), System::nanoTime, InstantSource.system(), STILL);
        server = new ApiServer(
                thread,
                world,
                new ApiServer.Settings(
                        "127.0.0.1",
                        0,
                        TOKEN,
                        certificates,
                        System::nanoTime,
                        new SplittableRandom(1),
                        List.of(),
                        List.of(),
                        Commands.REFUSED));
        thread.start();
        server.begin(scenario, List.of());
        var config = Connection.find(Optional.of(kubeconfig(certificates)), Optional.empty());
        api = new dev.tidewright.kubernetes.api.ApiServer(config, Retries.DEFAULT, Fence.OPEN, new SplittableRandom(1));
        ObjectNode namespace =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", "contract");
        api.send(Call.post("/api/v1/namespaces", namespace));
        cluster = new RealCluster(api, Kinds.ALL, List.of(), InstantSource.system());
        cluster.start(PATIENCE);
    }

    private Path kubeconfig(Certificates certificates) throws IOException {
        String authority =
                Base64.getEncoder().encodeToString(certificates.authorityPem().getBytes(StandardCharsets.UTF_8));
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                users: [{name: u, user: {token: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(server.port(), authority, TOKEN));
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        api.close();
        server.close();
        thread.close();
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    /// What was written up to now has been told once the watch of its kind tells of an object that was made after it.
    @Override
    public void settle() {
        var told = new CountDownLatch(1);
        var subscription = cluster.subscribe(event -> {
            if (event.object().meta().name().equals("settled")) {
                told.countDown();
            }
        });
        var marker = new Deployment(
                ObjectMeta.named("contract", "settled"),
                0,
                LabelSelector.of("app", "settled"),
                new PodTemplate(Sorted.of("app", "settled"), Sorted.empty(), PodSpec.of(MAIN)),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
        cluster.apply(new Change.Create(marker));
        try {
            if (!told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the watch tells nothing any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
        cluster.apply(new Change.Delete(marker.key()));
    }
}
