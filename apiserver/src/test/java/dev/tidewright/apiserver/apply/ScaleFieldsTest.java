package dev.tidewright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.recorded.Exchange;
import dev.tidewright.apiserver.resources.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes to `scale` as a real kube-apiserver answered them: who owns the deployment's replicas after it.
class ScaleFieldsTest {
    private static final FieldManagers MANAGERS = new FieldManagers(Exchange.schemas(), Versions.SAME_FIELDS);
    private static final ResourceType SCALE = new ResourceType(
            "autoscaling", "v1", "Scale", "", "", true, List.of(), List.of(), List.of(), List.of(), "", false);
    private final ScaleFields fields = new ScaleFields(Map.of("apps/v1", List.of("spec", "replicas")), "apps/v1");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scale up, scale up: the deployment after it",
        "scale to the same, scale to the same: the deployment after it",
        "scale again, scale again: the deployment after it",
        "a scale is applied by force, after the applied scale"
    })
    void carriesOwnershipToTheParent(String written, String after) {
        Exchange exchange = find(written);
        ObjectNode live = exchange.live().orElseThrow();
        ObjectNode scale = fields.toScale(live, scale(live));
        ObjectNode result = exchange.text("verb").equals("apply")
                ? MANAGERS.onApply(act(exchange), Optional.of(scale), (ObjectNode) exchange.body(), true)
                : MANAGERS.onUpdate(act(exchange), scale, changed(scale, exchange));
        ObjectNode parent = fields.toParent(live, live, result);
        assertThat(parent.path("metadata").path("managedFields"))
                .isEqualTo(find(after).live().orElseThrow().path("metadata").path("managedFields"));
    }

    @Test
    void refusesToTakeReplicasFromAnotherScale() {
        Exchange exchange = find("a scale is applied in conflict");
        ObjectNode live = exchange.live().orElseThrow();
        ObjectNode scale = fields.toScale(live, scale(live));
        ApiError error = catchThrowableOfType(
                ApiError.class,
                () -> MANAGERS.onApply(act(exchange), Optional.of(scale), (ObjectNode) exchange.body(), false));
        assertThat(error.message()).isEqualTo(exchange.answer().path("message").asString());
    }

    private static Exchange find(String name) {
        return Exchange.all("update").stream()
                .filter(exchange -> exchange.toString().equals(name))
                .findFirst()
                .or(() -> Exchange.all("apply").stream()
                        .filter(exchange -> exchange.toString().equals(name))
                        .findFirst())
                .orElseThrow();
    }

    private static Act act(Exchange exchange) {
        return new Act(
                SCALE,
                "scale",
                exchange.text("manager"),
                RecordedOwnershipTest.act(exchange).time());
    }

    private static ObjectNode scale(ObjectNode live) {
        ObjectNode scale = JsonNodeFactory.instance.objectNode();
        scale.put("apiVersion", "autoscaling/v1").put("kind", "Scale");
        scale.putObject("metadata").set("name", live.path("metadata").path("name"));
        JsonNode replicas = live.path("spec").path("replicas");
        scale.putObject("spec").set("replicas", replicas);
        return scale;
    }

    private static ObjectNode changed(ObjectNode scale, Exchange exchange) {
        ObjectNode changed = scale.deepCopy();
        changed.set("spec", exchange.body().path("spec"));
        return changed;
    }
}
