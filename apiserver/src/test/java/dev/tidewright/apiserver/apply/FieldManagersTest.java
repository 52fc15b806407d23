package dev.tidewright.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.schemas.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldManagersTest {
    private static final String HPA = "HorizontalPodAutoscaler";
    private static final FieldManagers MANAGERS = new FieldManagers(Schemas.builtIn(), FieldManagersTest::converted);

    @Test
    void comparesAnotherVersionsFieldsInThatVersion() {
        ObjectNode created = MANAGERS.onCreate(act("v1", "old"), tree("""
                {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler",
                 "spec":{"maxReplicas":5,"targetCPUUtilizationPercentage":70}}"""));
        ObjectNode applied = tree("""
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler",
                 "spec":{"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization",
                   "averageUtilization":50}}}]}}""");
        ObjectNode live = converted(created, "autoscaling/v2");
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> MANAGERS.onApply(act("v2", "new"), Optional.of(live), applied, false))
                .withMessage("Apply failed with 1 conflict: conflict with \"old\" using autoscaling/v1: "
                        + ".spec.targetCPUUtilizationPercentage");
        ObjectNode forced = MANAGERS.onApply(act("v2", "new"), Optional.of(live), applied, true);
        assertThat(owners(forced)).containsExactly("new Apply autoscaling/v2", "old Update autoscaling/v1");
        assertThat(forced.path("metadata").path("managedFields").get(1).path("fieldsV1"))
                .isEqualTo(tree("{\"f:spec\":{\"f:maxReplicas\":{}}}"));
    }

    @Test
    void forgetsAnOwnerWhoseVersionIsNotServedAnyMore() {
        ObjectNode live = tree("""
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"uid":"u","managedFields":[
                  {"manager":"old","operation":"Update","apiVersion":"autoscaling/v2beta1","fieldsType":"FieldsV1",
                   "fieldsV1":{"f:spec":{"f:maxReplicas":{}}}},
                  {"manager":"kept","operation":"Update","apiVersion":"autoscaling/v2","fieldsType":"FieldsV1",
                   "fieldsV1":{"f:spec":{"f:minReplicas":{}}}}]},
                 "spec":{"maxReplicas":5,"minReplicas":1}}""");
        ObjectNode changed = live.deepCopy();
        ((ObjectNode) changed.path("spec")).put("maxReplicas", 6);
        assertThat(owners(MANAGERS.onUpdate(act("v2", "writer"), live, changed)))
                .containsExactly("kept Update autoscaling/v2", "writer Update autoscaling/v2");
    }

    @Test
    void writesTimesToTheSecondAndOnlyWhereSomethingChanged() {
        ObjectNode tree = tree("""
                {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","spec":{"maxReplicas":5}}""");
        ObjectNode created = MANAGERS.onCreate(act("v2", "writer"), tree);
        JsonNode time = created.path("metadata").path("managedFields").get(0).path("time");
        assertThat(time.stringValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(MANAGERS.onUpdate(act("v2", "another"), created, created.deepCopy()))
                .isEqualTo(created);
    }

    private static List<String> owners(JsonNode object) {
        return object.path("metadata")
                .path("managedFields")
                .valueStream()
                .map(entry -> String.join(
                        " ",
                        entry.path("manager").asString(),
                        entry.path("operation").asString(),
                        entry.path("apiVersion").asString()))
                .toList();
    }

    private static Act act(String version, String manager) {
        var type = new ResourceType(
                "autoscaling", version, HPA, "", "", true, List.of(), List.of(), List.of(), List.of(), "", false);
        return new Act(type, "", manager, Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    /// As much of the conversion between the autoscaler's versions as these tests need.
    private static ObjectNode converted(ObjectNode object, String apiVersion) {
        ObjectNode other = object.deepCopy().put("apiVersion", apiVersion);
        if (!(other.path("spec") instanceof ObjectNode spec)) {
            return other;
        }
        if (apiVersion.endsWith("v1")) {
            JsonNode target = spec.at("/metrics/0/resource/target/averageUtilization");
            spec.remove("metrics");
            if (!target.isMissingNode()) {
                spec.set("targetCPUUtilizationPercentage", target);
            }
        } else if (spec.has("targetCPUUtilizationPercentage")) {
            JsonNode target = spec.remove("targetCPUUtilizationPercentage");
            ObjectNode resource =
                    spec.putArray("metrics").addObject().put("type", "Resource").putObject("resource");
            resource.put("name", "cpu")
                    .putObject("target")
                    .put("type", "Utilization")
                    .set("averageUtilization", target);
        }
        return other;
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
