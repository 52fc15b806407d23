package dev.tidewright.kubernetes.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Asks the API server, before anything is begun, whether this process may do what it will do.
public final class Permissions {
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private Permissions() {}

    /// Something to be allowed.
    ///
    /// @param resource with its subresource, e.g. `deployments/scale`
    public record Right(String verb, String group, String resource) {
        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : " in API group " + group);
        }
    }

    /// Those of `rights` that are not granted, each with its namespace.
    ///
    /// @param namespaces empty: in all of them
    /// @throws ApiFailure where the server does not say
    public static List<String> missing(ApiServer api, List<Right> rights, List<String> namespaces) {
        List<String> missing = new ArrayList<>();
        for (String namespace : namespaces.isEmpty() ? List.of("") : namespaces) {
            for (Right right : rights) {
                if (!isGranted(api, right, namespace)) {
                    missing.add(right + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace));
                }
            }
        }
        return missing;
    }

    private static boolean isGranted(ApiServer api, Right right, String namespace) {
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "authorization.k8s.io/v1")
                .put("kind", "SelfSubjectAccessReview");
        String[] parts = right.resource().split("/", 2);
        ObjectNode asked = review.putObject("spec").putObject("resourceAttributes");
        asked.put("verb", right.verb()).put("group", right.group()).put("resource", parts[0]);
        asked.put("subresource", parts.length > 1 ? parts[1] : "").put("namespace", namespace);
        Reply reply = api.send(Call.post(REVIEWS, review));
        if (!reply.isSuccess()) {
            throw ApiFailure.of(api.address(), reply);
        }
        return reply.body().path("status").path("allowed").asBoolean(false);
    }
}
