package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.RawAnswer;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.answers.Status;
import dev.tidewright.apiserver.discovery.Discovery;
import dev.tidewright.apiserver.openapi.OpenApi;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Every request: who asks, what path it is, who answers; and every failure as a `Status`.
final class ApiHandler extends Handler.Abstract {
    private static final List<String> HEALTH = List.of("/healthz", "/livez", "/readyz");

    private final byte[] token;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final ResourceTypes types;
    private final Resources resources;
    private final Subresources subresources;
    private final Sockets sockets;
    private final Figures figures;
    private final List<Endpoint> endpoints;
    private final List<Endpoint> pages;

    /// @param pages see for themselves who may come
    ApiHandler(
            String token,
            Discovery discovery,
            OpenApi openApi,
            ResourceTypes types,
            Resources resources,
            Subresources subresources,
            Sockets sockets,
            Figures figures,
            List<Endpoint> endpoints,
            List<Endpoint> pages) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.discovery = discovery;
        this.openApi = openApi;
        this.types = types;
        this.resources = resources;
        this.subresources = subresources;
        this.sockets = sockets;
        this.figures = figures;
        this.endpoints = List.copyOf(endpoints);
        this.pages = List.copyOf(pages);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var exchange = new Exchange(request, response);
        try {
            if (Sockets.isWanted(exchange) && isKnown(exchange)) {
                Target target = target(exchange.path());
                sockets.upgrade(exchange, target.path(), target.type(), callback);
            } else {
                serve(exchange);
                callback.succeeded();
            }
        } catch (ApiError e) {
            fail(exchange, e, callback);
        } catch (IOException e) {
            callback.failed(e); // the client has gone
        } catch (RuntimeException e) {
            ApiError fault = new ApiError(500, "InternalError", "Internal error occurred: " + e, List.of());
            fail(exchange, fault, callback);
        }
        figures.count(exchange.method(), exchange.code());
        return true;
    }

    private static void fail(Exchange exchange, ApiError error, Callback callback) {
        if (exchange.isCommitted()) {
            callback.failed(error);
            return;
        }
        try {
            error.retryAfterSeconds()
                    .ifPresent(seconds -> exchange.setHeader("Retry-After", Integer.toString(seconds)));
            exchange.json(error.code(), Status.failure(error));
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        }
    }

    private void serve(Exchange exchange) throws IOException {
        String path = exchange.path();
        if (HEALTH.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"))) {
            exchange.text(200, "ok");
            return;
        }
        for (Endpoint page : pages) {
            if (page.serve(exchange)) {
                return;
            }
        }
        if (!path.equals("/version") && !isKnown(exchange)) {
            exchange.setHeader("WWW-Authenticate", "Bearer");
            throw new ApiError(401, "Unauthorized", "Unauthorized", List.of());
        }
        String accept = exchange.header("Accept");
        Optional<RawAnswer> document =
                discovery.answer(path, accept).or(() -> openApi.answer(path, exchange.rawQuery(), accept));
        if (document.isPresent()) {
            exchange.raw(document.get());
            return;
        }
        for (Endpoint endpoint : endpoints) {
            if (endpoint.serve(exchange)) {
                return;
            }
        }
        resource(exchange, target(path));
    }

    private boolean isKnown(Exchange exchange) {
        String header = exchange.header("Authorization");
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                && MessageDigest.isEqual(header.substring(7).strip().getBytes(StandardCharsets.UTF_8), token);
    }

    private record Target(ResourcePath path, ResourceType type) {}

    private Target target(String path) {
        ResourcePath parsed = ResourcePath.parse(path).orElseThrow(Refusals::noSuchPath);
        return new Target(
                parsed,
                types.find(parsed.group(), parsed.version(), parsed.plural()).orElseThrow(Refusals::noSuchPath));
    }

    private void resource(Exchange exchange, Target target) throws IOException {
        ResourcePath parsed = target.path();
        ResourceType type = target.type();
        if (subresources.serve(exchange, parsed, type)) {
            return;
        }
        boolean known = parsed.subresource().isEmpty()
                || (parsed.subresource().equals("status")
                        && type.subresource("status").isPresent());
        if (!known) {
            throw Refusals.noSuchPath();
        }
        resources.serve(exchange, parsed, type);
    }
}
