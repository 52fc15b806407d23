package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.subresources.Commands;
import dev.tidewright.apiserver.subresources.ContainerLogs;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Requests that want a WebSocket: `exec` gets one. A watch does not, and is told to come as plain HTTP.
final class Sockets {
    private final ServerWebSocketContainer container;
    private final ContainerLogs pods;
    private final Commands commands;

    Sockets(ServerWebSocketContainer container, ContainerLogs pods, Commands commands) {
        this.container = container;
        this.pods = pods;
        this.commands = commands;
    }

    static boolean isWanted(Exchange exchange) {
        return exchange.header("Upgrade").equalsIgnoreCase("websocket");
    }

    /// @throws ApiError 503 for a watch, after which clients ask over plain HTTP; 404, 400
    void upgrade(Exchange exchange, ResourcePath path, ResourceType type, Callback callback) {
        if (path.subresource().isEmpty()) {
            throw new ApiError(
                    503, "ServiceUnavailable", "watches are served over plain HTTP, not over WebSocket", List.of());
        }
        if (!path.subresource().equals("exec")) {
            throw Refusals.noSuchPath();
        }
        Pod pod = pods.pod(path.namespace(), path.name()).orElseThrow(() -> Refusals.notFound(type, path.name()));
        String name = container(pod, exchange.query("container"));
        List<String> command = exchange.queries("command");
        if (command.isEmpty()) {
            throw ApiError.badRequest("you must specify at least 1 command for the container");
        }
        boolean upgraded = exchange.upgrade(
                container,
                (asked, answered, done) -> {
                    answered.setAcceptedSubProtocol(
                            asked.getSubProtocols().contains(ExecSocket.V5) ? ExecSocket.V5 : ExecSocket.V4);
                    return new ExecSocket(() -> commands.run(pod, name, command));
                },
                callback);
        if (!upgraded) {
            throw ApiError.badRequest("not a WebSocket request");
        }
    }

    private static String container(Pod pod, String wanted) {
        List<String> names =
                pod.spec().containers().stream().map(Container::name).toList();
        if (wanted.isEmpty()) {
            return names.getFirst();
        }
        if (!names.contains(wanted)) {
            throw ApiError.badRequest("container " + wanted + " is not valid for pod "
                    + pod.meta().name());
        }
        return wanted;
    }
}
