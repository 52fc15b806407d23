package dev.tidewright.kubernetes.api;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What the API server answered.
///
/// @param status of HTTP; 0 where there was no answer, and `text` says why
public record Reply(int status, String text) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Another writer came first.
    public boolean isConflict() {
        return status == 409 && !reason().equals("AlreadyExists");
    }

    /// An object of that name is there.
    public boolean isThereAlready() {
        return status == 409 && reason().equals("AlreadyExists");
    }

    /// The body; a missing node where it is not JSON.
    public JsonNode body() {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private String reason() {
        return body().path("reason").asString("");
    }

    /// Whether a disruption budget does not allow it: the same status as too many requests, and not to be asked again.
    public boolean isBudget() {
        if (status != 429) {
            return false;
        }
        for (JsonNode cause : body().path("details").path("causes")) {
            if (cause.path("reason").asString("").equals("DisruptionBudget")) {
                return true;
            }
        }
        return false;
    }

    /// Why not, as the API server says it; where it only gives a status, as Kubernetes' own client words that.
    public String words() {
        JsonNode body = body();
        if (body.path("kind").asString("").equals("Status")) {
            String message = body.path("message").asString("");
            return message.isEmpty() ? Words.of(status, text) : message + causes(body);
        }
        return status <= 0 ? text : Words.of(status, text);
    }

    private static String causes(JsonNode status) {
        StringBuilder causes = new StringBuilder();
        for (JsonNode cause : status.path("details").path("causes")) {
            if (cause.path("reason").asString("").equals("DisruptionBudget")) {
                causes.append(' ').append(cause.path("message").asString(""));
            }
        }
        return causes.toString();
    }
}
