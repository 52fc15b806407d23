package dev.tidewright.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.Recordings;
import dev.tidewright.apiserver.answers.RawAnswer;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {
    private final ResourceTypes types = ResourceTypes.builtIn();
    private final CustomKinds kinds = new CustomKinds(types);
    private final OpenApi openApi = new OpenApi(types, kinds);

    @Test
    void indexesADocumentForEveryVersionThatIsServed() {
        CustomKinds.shipped().forEach(kinds::put);
        JsonNode paths = tree(openApi.answer("/openapi/v3", "").orElseThrow()).path("paths");
        types.versions().stream()
                .filter(version -> !version.name().contains("metrics.k8s.io"))
                .forEach(version -> {
                    String name = (version.group().isEmpty() ? "api/" : "apis/") + version.name();
                    String address = paths.path(name).path("serverRelativeURL").asString("");
                    RawAnswer answer = openApi.answer(
                                    "/openapi/v3/" + name, address.substring(address.indexOf('?') + 1))
                            .orElseThrow();
                    assertThat(answer.immutable()).as(name).isTrue();
                    assertThat(tree(answer).path("components").path("schemas"))
                            .as(name)
                            .isNotEmpty();
                });
    }

    @Test
    void describesCustomKindsAsARealServerDoes() {
        CustomKinds.shipped().forEach(kinds::put);
        JsonNode ours = tree(
                openApi.answer("/openapi/v3/apis/autoscaling.k8s.io/v1", "").orElseThrow());
        JsonNode recorded = Recordings.read(OpenApiTest.class, "vertical-pod-autoscaler.json.gz")
                .getFirst();
        for (Map.Entry<String, JsonNode> schema : recorded.path("schemas").properties()) {
            JsonNode mine = ours.path("components").path("schemas").path(schema.getKey());
            assertThat(withoutKinds(mine)).as(schema.getKey()).isEqualTo(withoutKinds(schema.getValue()));
        }
        for (Map.Entry<String, JsonNode> path : recorded.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
                JsonNode operation = ours.path("paths").path(path.getKey()).path(verb.getKey());
                assertThat(operation.path("operationId"))
                        .isEqualTo(verb.getValue().path("operationId"));
                assertThat(operation.path("x-kubernetes-action"))
                        .isEqualTo(verb.getValue().path("action"));
                assertThat(operation.path("x-kubernetes-group-version-kind"))
                        .isEqualTo(verb.getValue().path("gvk"));
            }
        }
    }

    @Test
    void letsKubectlAskForServerSideValidationOfCustomKinds() {
        CustomKinds.shipped().forEach(kinds::put);
        JsonNode patch = tree(openApi.answer("/openapi/v3/apis/autoscaling.k8s.io/v1", "")
                        .orElseThrow())
                .path("paths")
                .path("/apis/autoscaling.k8s.io/v1/namespaces/{namespace}/verticalpodautoscalers/{name}")
                .path("patch");
        assertThat(patch.path("parameters")
                        .valueStream()
                        .map(parameter -> parameter.path("name").asString()))
                .contains("fieldValidation");
    }

    @Test
    void putsEverythingIntoOneDocumentForOldClients() {
        CustomKinds.shipped().forEach(kinds::put);
        JsonNode swagger = tree(openApi.answer("/openapi/v2", "").orElseThrow());
        assertThat(swagger.path("definitions").has("io.k8s.autoscaling.v1.VerticalPodAutoscaler"))
                .isTrue();
        JsonNode template = swagger.path("definitions")
                .path("io.k8s.api.apps.v1.DeploymentSpec")
                .path("properties")
                .path("template");
        assertThat(template.path("$ref").asString()).isEqualTo("#/definitions/io.k8s.api.core.v1.PodTemplateSpec");
        JsonNode post = swagger.path("paths")
                .path("/api/v1/namespaces/{namespace}/pods")
                .path("post");
        assertThat(post.path("parameters")
                        .valueStream()
                        .anyMatch(one -> one.path("in").asString().equals("body")))
                .isTrue();
        assertThat(post.path("responses")
                        .path("201")
                        .path("schema")
                        .path("$ref")
                        .asString())
                .isEqualTo("#/definitions/io.k8s.api.core.v1.Pod");
    }

    @Test
    void leavesUnknownKindsToTheServerWhereKubectlAsksInProtobuf() {
        RawAnswer answer = openApi.answer(
                        "/openapi/v2", "", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf")
                .orElseThrow();
        assertThat(answer.contentType()).endsWith("+protobuf");
        assertThat(answer.body()).startsWith(0x0a, 3, '2', '.', '0');
    }

    @Test
    void tellsTheValuesThatAFieldTakes() {
        JsonNode type = tree(openApi.answer("/openapi/v3/apis/apps/v1", "").orElseThrow())
                .path("components")
                .path("schemas")
                .path("io.k8s.api.apps.v1.DeploymentStrategy")
                .path("properties")
                .path("type");
        assertThat(type.path("enum").toString()).isEqualTo("[\"Recreate\",\"RollingUpdate\"]");
    }

    @Test
    void forgetsADefinitionThatIsGone() {
        CustomKinds.shipped().forEach(kinds::put);
        assertThat(openApi.answer("/openapi/v3/apis/autoscaling.k8s.io/v1", "")).isPresent();
        kinds.all().forEach(definition -> kinds.remove(definition.name()));
        assertThat(openApi.answer("/openapi/v3/apis/autoscaling.k8s.io/v1", "")).isEmpty();
        assertThat(openApi.answer("/openapi/v3/apis/nosuch/v1", "")).isEmpty();
    }

    private static JsonNode tree(RawAnswer answer) {
        return JsonMapper.shared().readTree(answer.plain());
    }

    /// Upstream lists every group that may delete, which depends on what is built in.
    private static JsonNode withoutKinds(JsonNode schema) {
        ObjectNode copy = (ObjectNode) schema.deepCopy();
        if (copy.path("x-kubernetes-group-version-kind").size() > 1) {
            copy.remove("x-kubernetes-group-version-kind");
        }
        return copy;
    }
}
