package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.start.ScenarioDocuments;
import dev.tidewright.apiserver.subresources.Commands;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import dev.tidewright.simulator.world.VirtualWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A virtual cluster behind its API on a free port, and a client that trusts it.
final class LiveApi implements AutoCloseable {
    static final String TOKEN = "let-me-in";

    private final WorldThread thread;
    private final VirtualWorld world;
    private final ApiServer server;
    private final HttpClient client;

    /// What was answered.
    record Answer(int code, String text, HttpResponse<?> response) {
        JsonNode tree() {
            return JsonMapper.shared().readTree(text);
        }
    }

    /// @param manifests YAML, from which a scenario is guessed
    /// @param speed     seconds of virtual time a second
    LiveApi(String manifests, double speed) {
        try {
            Scenario scenario = ScenarioDocuments.whole(new Scenarios(() -> manifests).read("-", Optional.empty()));
            world = new VirtualWorld(scenario, 1);
            world.timeline().advance(Duration.ofMinutes(10));
            Certificates certificates = Certificates.create(Instant.now(), "127.0.0.1");
            thread = new WorldThread(world.timeline(), System::nanoTime, InstantSource.system(), speed);
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
            client = HttpClient.newBuilder().sslContext(trusting(certificates)).build();
            thread.start();
            List<String> problems = server.begin(scenario, List.of());
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.toString());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Certificates certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", certificates.authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    VirtualWorld world() {
        return world;
    }

    WorldThread thread() {
        return thread;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, String kind, String body) {
        return send(request(path)
                .header("Content-Type", "application/" + kind)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer delete(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN);
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The lines of a watch as they come; to be closed.
    Stream<JsonNode> watch(String path) {
        try {
            HttpRequest request = request(path).build();
            return client.send(request, BodyHandlers.ofLines()).body().map(JsonMapper.shared()::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What the server says over a WebSocket until it closes it.
    List<String> socket(String path, String protocol) {
        List<String> said = new CopyOnWriteArrayList<>();
        var closed = new CompletableFuture<Integer>();
        client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + TOKEN)
                .subprotocols(protocol)
                .buildAsync(URI.create("wss://127.0.0.1:" + server.port() + path), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                        said.add(StandardCharsets.UTF_8.decode(data).toString());
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code);
                        return null;
                    }
                })
                .join();
        closed.orTimeout(20, TimeUnit.SECONDS).join();
        return said;
    }

    /// The status with which a WebSocket is refused; 101 where it is not.
    int refusedSocket(String path) {
        try {
            client.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + TOKEN)
                    .buildAsync(URI.create("wss://127.0.0.1:" + server.port() + path), new WebSocket.Listener() {})
                    .join();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        thread.close();
    }
}
