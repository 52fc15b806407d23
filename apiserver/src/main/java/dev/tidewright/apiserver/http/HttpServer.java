package dev.tidewright.apiserver.http;

import java.io.IOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Jetty, set up: TLS with HTTP/2 and HTTP/1.1, each request on a virtual thread of its own.
final class HttpServer implements AutoCloseable {
    /// As many as a client-go informer factory opens on one connection, and room.
    private static final int MOST_STREAMS = 1_024;

    private static final int MOST_HEADER_BYTES = 1 << 16;

    private final Server server;
    private final ServerConnector connector;

    HttpServer(String host, int port, Certificates certificates) {
        var pool = new QueuedThreadPool(16, 4);
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        pool.setDaemon(true);
        server = new Server(pool);
        var configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
        var http1 = new HttpConnectionFactory(configuration);
        var http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(MOST_STREAMS);
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        var tls = new SslConnectionFactory(tls(certificates), alpn.getProtocol());
        connector = new ServerConnector(server, 1, 2, tls, alpn, http2, http1);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
    }

    private static SslContextFactory.Server tls(Certificates certificates) {
        var factory = new SslContextFactory.Server();
        factory.setSslContext(certificates.context());
        factory.setCipherComparator(HTTP2Cipher.COMPARATOR);
        factory.setUseCipherSuitesOrder(true);
        return factory;
    }

    /// What makes WebSockets of requests. To be asked for before the start.
    ServerWebSocketContainer sockets() {
        return ServerWebSocketContainer.ensure(server);
    }

    void start(Handler handler) throws IOException {
        server.setHandler(handler);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the HTTP server did not start", e);
        }
    }

    /// Binds the port, so that it is known before anything is served.
    int open() throws IOException {
        connector.open();
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
