package dev.tidewright.apiserver.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.Recordings;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import dev.tidewright.apiserver.tables.TablesTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ConversionsTest {
    private static final ResourceTypes TYPES = ResourceTypes.builtIn();
    private static final ResourceType FIRST =
            TYPES.find("autoscaling", "v1", "horizontalpodautoscalers").orElseThrow();

    @Test
    void tellsAutoscalersInTheFirstVersionAsARealServerDoes() {
        List<ObjectNode> seconds = objects("autoscaling/v2", "horizontalpodautoscalers");
        List<ObjectNode> firsts = objects("autoscaling/v1", "horizontalpodautoscalers");
        assertThat(seconds).hasSize(3);
        for (int i = 0; i < seconds.size(); i++) {
            ObjectNode told = Conversions.fromStored(FIRST, seconds.get(i));
            assertThat(readable(told)).isEqualTo(readable(firsts.get(i)));
        }
    }

    @Test
    void givesBackInTheSecondVersionWhatWasToldInTheFirst() {
        for (ObjectNode second : objects("autoscaling/v2", "horizontalpodautoscalers")) {
            ObjectNode back = Conversions.toStored(FIRST, Conversions.fromStored(FIRST, second));
            List<String> there = types(second);
            assertThat(types(back)).containsExactlyInAnyOrderElementsOf(there); // CPU goes last, as upstream has it
            assertThat(back.path("spec").path("behavior"))
                    .isEqualTo(second.path("spec").path("behavior"));
            assertThat(back.path("status").path("conditions"))
                    .isEqualTo(second.path("status").path("conditions"));
        }
    }

    @Test
    void tellsEventsUnderTheirNewNames() {
        ResourceType type = TYPES.find("events.k8s.io", "v1", "events").orElseThrow();
        List<ObjectNode> core = objects("v1", "events");
        List<ObjectNode> fresh = objects("events.k8s.io/v1", "events");
        for (int i = 0; i < core.size(); i++) {
            ObjectNode told = Conversions.fromStored(type, core.get(i));
            assertThat(told.path("note")).isEqualTo(fresh.get(i).path("note"));
            assertThat(told.path("regarding")).isEqualTo(fresh.get(i).path("regarding"));
            assertThat(Conversions.toStored(type, told)).isEqualTo(core.get(i));
        }
        assertThat(core).isNotEmpty();
    }

    private static List<String> types(ObjectNode autoscaler) {
        List<String> metrics = new ArrayList<>();
        autoscaler.path("spec").path("metrics").forEach(metric -> metrics.add(metric.toString()));
        return metrics.stream().map(ConversionsTest::sorted).toList();
    }

    private static String sorted(String metric) {
        return metric.chars().sorted().mapToObj(Character::toString).reduce("", String::concat);
    }

    /// With the documents in annotations read, because the order of fields does not matter, and without empty ones.
    private static JsonNode readable(ObjectNode autoscaler) {
        ObjectNode copy = (ObjectNode) JsonMapper.shared().readTree(autoscaler.toString());
        ObjectNode annotations = copy.withObjectProperty("metadata").withObjectProperty("annotations");
        for (Map.Entry<String, JsonNode> annotation : List.copyOf(annotations.properties())) {
            if (annotation.getKey().startsWith("autoscaling.alpha")) {
                String text = annotation.getValue().asString().replace(",\"Tolerance\":null", "");
                annotations.set(annotation.getKey(), JsonMapper.shared().readTree(text));
            }
        }
        return copy;
    }

    private static List<ObjectNode> objects(String version, String plural) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode recorded : Recordings.read(TablesTest.class, "tables.jsonl.gz")) {
            if (recorded.path("gv").asString().equals(version)
                    && recorded.path("resource").asString().equals(plural)) {
                recorded.path("rows").forEach(row -> objects.add((ObjectNode) row.path("object")));
            }
        }
        return objects;
    }
}
