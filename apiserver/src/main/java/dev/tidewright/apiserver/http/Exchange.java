package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.RawAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import tools.jackson.databind.node.ObjectNode;

/// One request and its answer. For one thread.
public final class Exchange {
    /// Source: `MaxRequestBodyBytes` of `k8s.io/apiserver`.
    static final int MOST_BODY_BYTES = 3 << 20;

    private static final long MOST_DRAINED_BYTES = 32L << 20;

    private final Request request;
    private final Response response;
    private final Fields query;
    private final String path;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
        this.query = Request.extractQueryParameters(request);
        this.path = request.getHttpURI().getDecodedPath();
    }

    public String method() {
        return request.getMethod();
    }

    /// Decoded, without the query.
    public String path() {
        return path;
    }

    /// The query as sent; empty without one.
    String rawQuery() {
        String raw = request.getHttpURI().getQuery();
        return raw == null ? "" : raw;
    }

    /// A query parameter; empty where it is absent.
    public String query(String name) {
        String value = query.getValue(name);
        return value == null ? "" : value;
    }

    /// All values of a query parameter.
    public List<String> queries(String name) {
        return query.getValuesOrEmpty(name);
    }

    boolean flag(String name) {
        String value = query(name);
        return value.equals("true") || value.equals("1");
    }

    /// A header; empty where it is absent.
    public String header(String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    /// The media type of the body, without parameters and in lower case; empty where none is given.
    String mediaType() {
        String type = header("Content-Type");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// The whole body.
    ///
    /// @throws ApiError 413 where it is too large
    public byte[] body() throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(MOST_BODY_BYTES + 1);
            if (body.length > MOST_BODY_BYTES) {
                drain(in); // so that the client gets to read why
                throw tooLarge();
            }
            return body;
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] dropped = new byte[1 << 16];
        long left = MOST_DRAINED_BYTES;
        for (int read = in.read(dropped); read >= 0 && left > 0; read = in.read(dropped)) {
            left -= read;
        }
    }

    private static ApiError tooLarge() {
        return new ApiError(
                413, "RequestEntityTooLarge", "Request entity too large: limit is " + MOST_BODY_BYTES, List.of());
    }

    /// Adds a `Warning: 299` header.
    void warn(String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\r\\n]+", " ");
        response.getHeaders().add("Warning", "299 - \"" + quoted + "\"");
    }

    public void setHeader(String name, String value) {
        response.getHeaders().put(name, value);
    }

    public void json(int code, ObjectNode tree) throws IOException {
        bytes(code, "application/json", Encoder.bytes(tree));
    }

    public void text(int code, String text) throws IOException {
        bytes(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public void bytes(int code, String contentType, byte[] body) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        try (OutputStream out = stream(code, contentType)) {
            out.write(body);
        }
    }

    void raw(RawAnswer answer) throws IOException {
        Optional<String> etag = answer.etag();
        response.getHeaders().put("Vary", "Accept");
        if (etag.isPresent()) {
            response.getHeaders().put(HttpHeader.ETAG, etag.get());
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, answer.immutable() ? "public, immutable" : "public");
            if (header("If-None-Match").contains(etag.get())) {
                response.setStatus(304);
                return;
            }
        }
        boolean zipped = answer.gzipped() && header("Accept-Encoding").contains("gzip");
        if (zipped) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        bytes(200, answer.contentType(), zipped ? answer.body() : answer.plain());
    }

    /// Begins the answer; what is written is sent at once.
    public OutputStream stream(int code, String contentType) {
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        return Content.Sink.asOutputStream(response);
    }

    /// Calls `closed` when the client is gone, as far as the protocol tells; and lets the exchange stay silent for
    /// long.
    public void whenGone(Runnable closed) {
        request.addIdleTimeoutListener(timeout -> false);
        request.addFailureListener(failure -> closed.run());
    }

    /// Turns the connection into a WebSocket; the callback is completed by it.
    ///
    /// @return false where the request is none that asks for one
    boolean upgrade(ServerWebSocketContainer sockets, WebSocketCreator creator, Callback callback) {
        return sockets.upgrade(creator, request, response, callback);
    }

    /// The status that was answered; 0 before.
    int code() {
        return response.getStatus();
    }

    boolean isCommitted() {
        return response.isCommitted();
    }
}
