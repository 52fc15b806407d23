package dev.tidewright.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.Recordings;
import dev.tidewright.apiserver.answers.RawAnswer;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class DiscoveryTest {
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private final ResourceTypes types = ResourceTypes.builtIn();
    private final CustomKinds kinds = new CustomKinds(types);
    private final Discovery discovery = new Discovery(types, "127.0.0.1:17443");

    @Test
    void answersAsARealServerDoes() {
        CustomKinds.shipped().forEach(kinds::put);
        types.addCustom("custom.metrics.k8s.io", List.of());
        JsonNode recorded =
                Recordings.read(DiscoveryTest.class, "discovery.json.gz").getFirst();
        for (Map.Entry<String, JsonNode> answer : recorded.properties()) {
            if (answer.getKey().contains("metrics.k8s.io")) {
                continue; // what stands there is the metrics server's
            }
            String path = answer.getKey().replace(" aggregated", "");
            JsonNode ours = tree(path, answer.getKey().endsWith(" aggregated") ? AGGREGATED : "application/json");
            assertThat(withoutMetrics(ours)).as(answer.getKey()).isEqualTo(withoutMetrics(answer.getValue()));
        }
        assertThat(recorded.size()).isGreaterThan(40);
    }

    @Test
    void followsDefinitionsThatComeAndGo() {
        Optional<String> before =
                discovery.answer("/apis", AGGREGATED).orElseThrow().etag();
        assertThat(discovery.answer("/apis/autoscaling.k8s.io/v1", "")).isEmpty();

        CustomKinds.shipped().forEach(kinds::put);
        assertThat(tree("/apis/autoscaling.k8s.io/v1", "").path("resources")).hasSize(3);
        assertThat(types.find("autoscaling.k8s.io", "v1", "verticalpodautoscalers"))
                .map(ResourceType::storedKind)
                .contains("VerticalPodAutoscaler");
        assertThat(discovery.answer("/apis", AGGREGATED).orElseThrow().etag()).isNotEqualTo(before);

        kinds.all().forEach(definition -> kinds.remove(definition.name()));
        assertThat(discovery.answer("/apis", AGGREGATED).orElseThrow().etag()).isEqualTo(before);
    }

    @Test
    void givesOldClientsTheBetaForm() {
        String accept = "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";
        RawAnswer answer = discovery.answer("/apis/", accept).orElseThrow();
        assertThat(answer.contentType()).contains("v=v2beta1");
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("apiVersion")
                        .asString())
                .isEqualTo("apidiscovery.k8s.io/v2beta1");
    }

    @Test
    void knowsNoGroupThatIsNotServed() {
        assertThat(discovery.answer("/apis/nosuch.io", "")).isEmpty();
        assertThat(discovery.answer("/apis/apps/v9", "")).isEmpty();
        assertThat(discovery.answer("/apis/apps/v1/deployments", "")).isEmpty();
        assertThat(discovery.answer("/apiary", "")).isEmpty();
    }

    private JsonNode tree(String path, String accept) {
        return JsonMapper.shared()
                .readTree(discovery.answer(path, accept).orElseThrow().body());
    }

    /// Without the groups of metrics, whose resources depend on what is measured.
    private static JsonNode withoutMetrics(JsonNode document) {
        JsonNode copy = document.deepCopy();
        for (String list : List.of("items", "groups")) {
            if (copy.path(list) instanceof ArrayNode array) {
                array.removeIf(item -> item.toString().contains("metrics.k8s.io"));
            }
        }
        return copy;
    }
}
