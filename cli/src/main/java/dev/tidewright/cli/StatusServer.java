package dev.tidewright.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/// `/livez`, `/readyz` and `/metrics` of a running process, over plain HTTP.
final class StatusServer implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final HttpServer server;

    /// @param address `host:port`; a bare port listens on the loopback address, port 0 on any that is free
    /// @throws IOException where it cannot listen
    static StatusServer start(String address, LiveControl control) throws IOException {
        int colon = address.lastIndexOf(':');
        InetAddress host =
                colon < 1 ? InetAddress.getLoopbackAddress() : InetAddress.getByName(address.substring(0, colon));
        int port = Integer.parseInt(address.substring(colon + 1));
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        server.createContext("/livez", exchange -> answer(exchange, 200, "ok\n"));
        server.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
        server.createContext("/readyz", exchange -> ready(exchange, control.trouble()));
        server.createContext("/metrics", exchange -> answer(exchange, 200, control.figures()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new StatusServer(server);
    }

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void ready(HttpExchange exchange, Optional<String> trouble) throws IOException {
        answer(exchange, trouble.isPresent() ? 503 : 200, trouble.orElse("ok") + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
