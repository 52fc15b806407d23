package dev.tidewright.apiserver.subresources;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/// Answers access and token reviews: whoever has the token is the administrator of this cluster and may do everything.
public final class Reviews {
    private static final String USER = "kubernetes-admin";

    private final String token;

    /// @param token the only one that is known
    public Reviews(String token) {
        this.token = token;
    }

    /// Whether a kind is such a question.
    public static boolean isReview(String kind) {
        return switch (kind) {
            case "SelfSubjectAccessReview",
                    "SubjectAccessReview",
                    "LocalSubjectAccessReview",
                    "SelfSubjectRulesReview",
                    "SelfSubjectReview",
                    "TokenReview" -> true;
            default -> false;
        };
    }

    /// The question with its answer.
    public ObjectNode answer(String kind, ObjectNode question) {
        ObjectNode answer = question.objectNode();
        answer.setAll(question);
        ObjectNode status = answer.putObject("status");
        switch (kind) {
            case "SelfSubjectRulesReview" -> rules(status);
            case "SelfSubjectReview" -> user(status.putObject("userInfo"));
            case "TokenReview" -> token(question.path("spec").path("token").asString(""), status);
            default -> status.put("allowed", true).put("reason", "the cluster's only user may do everything");
        }
        return answer;
    }

    /// A token for a service account (`TokenRequest`): the only one that is known.
    ///
    /// @param now the wall's time
    public ObjectNode token(ObjectNode request, Instant now) {
        ObjectNode answer = request.objectNode();
        answer.setAll(request);
        long seconds = request.path("spec").path("expirationSeconds").asLong(3_600);
        answer.putObject("status")
                .put("token", token)
                .put(
                        "expirationTimestamp",
                        now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString());
        return answer;
    }

    private static void rules(ObjectNode status) {
        ObjectNode rule = status.putArray("resourceRules").addObject();
        rule.putArray("verbs").add("*");
        rule.putArray("apiGroups").add("*");
        rule.putArray("resources").add("*");
        ObjectNode other = status.putArray("nonResourceRules").addObject();
        other.putArray("verbs").add("*");
        other.putArray("nonResourceURLs").add("*");
        status.put("incomplete", false);
    }

    private void token(String shown, ObjectNode status) {
        boolean known = shown.equals(token);
        status.put("authenticated", known);
        if (known) {
            user(status.putObject("user"));
        } else {
            status.put("error", "[invalid bearer token]");
        }
    }

    private static void user(ObjectNode user) {
        user.put("username", USER);
        user.putArray("groups").add("system:masters").add("system:authenticated");
    }
}
