package dev.tidewright.cli;

import dev.tidewright.apiserver.http.ApiServer;
import dev.tidewright.apiserver.http.Certificates;
import dev.tidewright.apiserver.release.ReleaseSecret;
import dev.tidewright.apiserver.start.ScenarioDocuments;
import dev.tidewright.apiserver.start.SystemWorkloads;
import dev.tidewright.apiserver.steering.SteeringEndpoint;
import dev.tidewright.apiserver.subresources.Commands;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.simulator.scenario.Release;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.world.VirtualWorld;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/// The wiring of `up`: a virtual world with the loops that run in production, paced by the wall's clock, behind a
/// Kubernetes API.
final class LiveCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TOKEN_BYTES = 24;
    /// How long the world has run when it is handed over: pods are placed and ready.
    private static final Duration WARM_UP = Duration.ofMinutes(10);

    private final VirtualWorld world;
    private final WorldThread thread;
    private final ApiServer server;
    private final Certificates certificates;
    private final String token;
    private final Scenario scenario;
    private final List<String> problems;

    private LiveCluster(
            VirtualWorld world,
            WorldThread thread,
            ApiServer server,
            Certificates certificates,
            String token,
            Scenario scenario,
            List<String> problems) {
        this.world = world;
        this.thread = thread;
        this.server = server;
        this.certificates = certificates;
        this.token = token;
        this.scenario = scenario;
        this.problems = problems;
    }

    /// @param port 0 for any that is free
    /// @throws IOException where the port is taken
    static LiveCluster start(Scenario scenario, Optional<Release> release, long seed, double speed, int port)
            throws IOException {
        Scenario whole = ScenarioDocuments.whole(SystemWorkloads.addedTo(EveryDay.of(scenario)));
        VirtualWorld world = new Rehearsal(whole, seed).world();
        world.timeline().advanceTo(WARM_UP.toNanos());
        Certificates certificates = Certificates.create(Instant.now(), LOOPBACK);
        String token = secret();
        var thread = new WorldThread(world.timeline(), System::nanoTime, InstantSource.system(), speed);
        var server = new ApiServer(
                thread,
                world,
                new ApiServer.Settings(
                        LOOPBACK,
                        port,
                        token,
                        certificates,
                        System::nanoTime,
                        new SplittableRandom(seed),
                        List.of(new SteeringEndpoint(thread, world.steering(), whole, world.store())),
                        List.of(new Dashboard(world, thread, whole, seed, token)),
                        Commands.REFUSED));
        thread.start();
        List<String> problems = server.begin(whole, released(release, thread.instant()));
        return new LiveCluster(world, thread, server, certificates, token, scenario, problems);
    }

    private static List<ObjectNode> released(Optional<Release> release, Instant now) throws IOException {
        return release.isEmpty() ? List.of() : List.of(ReleaseSecret.of(release.get(), now));
    }

    private static String secret() {
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    String address() {
        return "https://" + LOOPBACK + ":" + server.port();
    }

    /// The page for people; its address lets in.
    String dashboard() {
        return address() + Dashboard.PATH + "?token=" + token;
    }

    /// The namespace of the scenario's application.
    String namespace() {
        return scenario.objects().stream()
                .map(object -> object.meta().namespace())
                .filter(name -> !name.isEmpty() && !name.startsWith("kube-"))
                .findFirst()
                .orElse("default");
    }

    String token() {
        return token;
    }

    Certificates certificates() {
        return certificates;
    }

    VirtualWorld world() {
        return world;
    }

    WorldThread thread() {
        return thread;
    }

    Instant virtualNow() {
        return thread.virtual();
    }

    /// What of the scenario could not be stored, one sentence each.
    List<String> problems() {
        return problems;
    }

    /// Why the world ended by itself, if it did.
    Optional<Throwable> failure() {
        return thread.failure();
    }

    @Override
    public void close() {
        server.close();
        thread.close();
    }
}
