package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.answers.Status;
import dev.tidewright.apiserver.patch.Patches;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.storage.WriteOptions;
import dev.tidewright.apiserver.subresources.PodActions;
import dev.tidewright.apiserver.subresources.PodResizes;
import dev.tidewright.apiserver.subresources.Reviews;
import dev.tidewright.apiserver.subresources.Scales;
import dev.tidewright.core.objects.Pod;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What stands under an object's path, and what is only asked and never stored.
final class Subresources {
    private final Scales scales;
    private final PodActions pods;
    private final PodResizes resizes;
    private final PodLogs logs;
    private final Reviews reviews;
    private final Patches patches;
    private final Encoder encoder;
    private final InstantSource clock;

    Subresources(
            Scales scales,
            PodActions pods,
            PodResizes resizes,
            PodLogs logs,
            Reviews reviews,
            Patches patches,
            Encoder encoder,
            InstantSource clock) {
        this.scales = scales;
        this.pods = pods;
        this.resizes = resizes;
        this.logs = logs;
        this.reviews = reviews;
        this.patches = patches;
        this.encoder = encoder;
        this.clock = clock;
    }

    /// @return false where the request is none of these
    boolean serve(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        if (path.name().isEmpty()) {
            return unstored(exchange, path, type);
        }
        Optional<ResourceType.Subresource> subresource = type.subresource(path.subresource());
        if (subresource.isEmpty()) {
            return false;
        }
        switch (path.subresource()) {
            case "scale" -> scale(exchange, path, type);
            case "eviction" -> evict(exchange, path, type);
            case "binding" -> bind(exchange, path, type, path.name());
            case "resize" -> resize(exchange, path, type);
            case "token" -> token(exchange);
            case "log" -> logs.answer(exchange, path, type);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean unstored(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        boolean review = Reviews.isReview(type.kind());
        boolean binding = type.kind().equals("Binding");
        if (!review && !binding) {
            return false;
        }
        if (!exchange.method().equals("POST")) {
            throw Refusals.verbNotAllowed();
        }
        if (binding) {
            bind(exchange, path, type, "");
            return true;
        }
        ObjectNode question = Bodies.read(exchange.mediaType(), exchange.body()).tree();
        question.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        exchange.json(201, reviews.answer(type.kind(), question));
        return true;
    }

    private void scale(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        String namespace = path.namespace();
        switch (exchange.method()) {
            case "GET", "HEAD" -> exchange.json(200, scales.get(type, namespace, path.name()));
            case "PUT" -> {
                Bodies.Body body = Bodies.read(exchange.mediaType(), exchange.body());
                WriteOptions options = Resources.options(exchange, body.duplicates());
                exchange.json(200, scales.change(type, namespace, path.name(), live -> body.tree(), options));
            }
            case "PATCH" -> {
                exchange.json(200, patchScale(exchange, type, namespace, path.name()));
            }
            default -> throw Refusals.verbNotAllowed();
        }
    }

    private ObjectNode patchScale(Exchange exchange, ResourceType type, String namespace, String name)
            throws IOException {
        byte[] patch = exchange.body();
        String mediaType = exchange.mediaType();
        if (Resources.isApply(mediaType)) {
            Bodies.Body body = Bodies.read(mediaType, patch);
            return scales.apply(
                    type,
                    namespace,
                    name,
                    body.tree(),
                    Resources.isForced(exchange),
                    Resources.options(exchange, body.duplicates()));
        }
        WriteOptions options = Resources.options(exchange, List.of());
        return scales.change(
                type, namespace, name, live -> patches.apply(Scales.TYPE, mediaType, patch, live), options);
    }

    private void token(Exchange exchange) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw Refusals.verbNotAllowed();
        }
        ObjectNode request = Bodies.read(exchange.mediaType(), exchange.body()).tree();
        request.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
        exchange.json(201, reviews.token(request, clock.instant()));
    }

    private void resize(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        boolean dryRun = exchange.query("dryRun").equals("All");
        String mediaType = exchange.mediaType();
        byte[] body = exchange.body();
        Pod resized = switch (exchange.method()) {
            case "PUT" -> {
                ObjectNode whole = Bodies.read(mediaType, body).tree();
                yield resizes.change(type, path.namespace(), path.name(), live -> whole, dryRun);
            }
            case "PATCH" ->
                resizes.change(
                        type,
                        path.namespace(),
                        path.name(),
                        live -> patches.apply(type, mediaType, body, live),
                        dryRun);
            case "GET" -> resizes.change(type, path.namespace(), path.name(), live -> live, true);
            default -> throw Refusals.verbNotAllowed();
        };
        exchange.json(200, encoder.tree(resized, Representation.of(exchange, type)));
    }

    private void evict(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw Refusals.verbNotAllowed();
        }
        ObjectNode body = Bodies.read(exchange.mediaType(), exchange.body()).tree();
        pods.evict(type, path.namespace(), path.name(), DeleteBodies.options(exchange, body.path("deleteOptions")));
        exchange.json(201, Status.success(201));
    }

    /// @param name of the pod; empty where only the body names it
    private void bind(Exchange exchange, ResourcePath path, ResourceType type, String name) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw Refusals.verbNotAllowed();
        }
        ObjectNode body = Bodies.read(exchange.mediaType(), exchange.body()).tree();
        String pod = name.isEmpty() ? body.path("metadata").path("name").asString("") : name;
        boolean dryRun = exchange.query("dryRun").equals("All");
        pods.bind(type, path.namespace(), pod, body.path("target").path("name").asString(""), dryRun);
        exchange.json(201, Status.success(201));
    }
}
