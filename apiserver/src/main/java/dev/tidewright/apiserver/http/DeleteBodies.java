package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.storage.DeleteOptions;
import dev.tidewright.apiserver.storage.DeleteOptions.Propagation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads DeleteOptions, from the body or from the query.
final class DeleteBodies {
    private DeleteBodies() {}

    static DeleteOptions options(Exchange exchange) throws IOException {
        byte[] body = exchange.body();
        JsonNode tree = body.length == 0
                ? JsonNodeFactory.instance.objectNode()
                : Bodies.read(exchange.mediaType(), body).tree();
        return options(exchange, tree);
    }

    static DeleteOptions options(Exchange exchange, JsonNode tree) {
        boolean dryRun =
                !tree.path("dryRun").isEmpty() || exchange.query("dryRun").equals("All");
        JsonNode preconditions = tree.path("preconditions");
        return new DeleteOptions(
                dryRun,
                grace(tree.path("gracePeriodSeconds"), exchange.query("gracePeriodSeconds")),
                propagation(tree, exchange.query("propagationPolicy")),
                preconditions.path("uid").asString(""),
                preconditions.path("resourceVersion").asString(""));
    }

    private static Optional<Duration> grace(JsonNode body, String query) {
        try {
            if (body.isIntegralNumber()) {
                return Optional.of(Duration.ofSeconds(Math.max(0, body.asLong())));
            }
            return query.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(query)));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("invalid gracePeriodSeconds \"" + query + "\": expected a whole number");
        }
    }

    private static Propagation propagation(JsonNode tree, String query) {
        String word = tree.path("propagationPolicy").asString(query);
        if (tree.path("orphanDependents").asBoolean(false)) {
            return Propagation.ORPHAN;
        }
        return switch (word) {
            case "", "Background" -> Propagation.BACKGROUND;
            case "Foreground" -> Propagation.FOREGROUND;
            case "Orphan" -> Propagation.ORPHAN;
            default ->
                throw ApiError.badRequest(
                        "invalid propagationPolicy \"" + word + "\": expected Foreground, Background or Orphan");
        };
    }
}
