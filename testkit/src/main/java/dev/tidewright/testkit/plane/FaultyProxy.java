package dev.tidewright.testkit.plane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Stands between a client and an API server and does what networks and servers do: refuses, delays, breaks off. Plain
/// HTTP
/// on the loopback address towards the client. Thread-safe.
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 14;
    private static final List<String> HOP =
            List.of("connection", "content-length", "host", "transfer-encoding", "upgrade");

    private static final int LOST = 0;

    private final String server;
    private final HttpClient http = Probes.believer();
    private final HttpServer listener;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();
    private volatile Duration slowness = Duration.ZERO;

    /// A request as the proxy sees it.
    ///
    /// @param path  with its query
    /// @param token of the bearer
    public record Seen(String method, String path, String token) {
        public boolean isWatch() {
            return path.contains("watch=true");
        }

        public boolean isWrite() {
            return !method.equals("GET");
        }
    }

    private record Rule(Predicate<Seen> which, int status, String body, AtomicInteger left) {}

    /// @param server the API server's address
    public FaultyProxy(String server) {
        this.server = server;
        try {
            listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.createContext("/", this::handle);
        listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        listener.start();
    }

    public String address() {
        return "http://127.0.0.1:" + listener.getAddress().getPort();
    }

    /// Answers the next `times` such requests itself.
    ///
    /// @return how many are still to come
    public AtomicInteger answer(Predicate<Seen> which, int status, String message, int times) {
        String body =
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
                        .formatted(message, status);
        Rule rule = new Rule(which, status, body, new AtomicInteger(times));
        rules.add(rule);
        return rule.left();
    }

    /// Lets the next `times` such requests be done, but breaks the connection before the answer: the client cannot
    /// know.
    public void loseAnswers(Predicate<Seen> which, int times) {
        rules.add(new Rule(which, LOST, "", new AtomicInteger(times)));
    }

    /// Ends all faults.
    public void heal() {
        rules.clear();
        slowness = Duration.ZERO;
    }

    /// Holds each piece of what watches tell back for so long.
    public void slowDownWatches(Duration delay) {
        slowness = delay;
    }

    /// Breaks all watches off.
    public void cutWatches() {
        streams.forEach(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            Seen seen = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    authorization.replaceFirst("^Bearer ", ""));
            Optional<Rule> rule = rules.stream()
                    .filter(each -> each.which().test(seen) && each.left().getAndDecrement() > 0)
                    .findFirst();
            if (rule.isPresent() && rule.get().status() == LOST) {
                forward(exchange).body().close();
            } else if (rule.isPresent()) {
                byte[] body = rule.get().body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(rule.get().status(), body.length);
                exchange.getResponseBody().write(body);
            } else {
                pass(exchange, seen);
            }
        }
    }

    private void pass(HttpExchange exchange, Seen seen) throws IOException {
        HttpResponse<InputStream> response = forward(exchange);
        try (InputStream in = response.body()) {
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            if (seen.isWatch()) {
                streams.add(in);
            }
            copy(in, exchange.getResponseBody(), seen.isWatch());
            streams.remove(in);
        }
    }

    private HttpResponse<InputStream> forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(java.util.Locale.ROOT)) && !name.equalsIgnoreCase("http2-settings")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void copy(InputStream in, OutputStream out, boolean isWatch) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (isWatch && slowness.isPositive()) {
                hold(slowness);
            }
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private static void hold(Duration time) throws IOException {
        try {
            boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        listener.stop(0);
        cutWatches();
        http.shutdownNow();
    }
}
