package dev.tidewright.apiserver.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.apiserver.Recordings;
import dev.tidewright.apiserver.resources.CustomKinds;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.resources.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

public class TablesTest {
    private static final long CLOCKS_APART_MILLIS = 2_000;

    private final ResourceTypes types = ResourceTypes.builtIn();
    private final CustomKinds kinds = new CustomKinds(types);

    @Test
    void printsRowsAsARealServerDoes() {
        CustomKinds.shipped().forEach(kinds::put);
        List<String> differences = new ArrayList<>();
        for (JsonNode recorded : Recordings.read(TablesTest.class, "tables.jsonl.gz")) {
            ResourceType type = type(
                    recorded.path("gv").asString(), recorded.path("resource").asString());
            if (recorded.path("gv").asString().equals("autoscaling/v1")) {
                continue; // told from what is stored, which is the second version
            }
            for (JsonNode row : recorded.path("rows")) {
                compare(type, row, Instant.parse(recorded.path("now").asString()), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    private void compare(ResourceType type, JsonNode row, Instant now, List<String> differences) {
        String expected = row.path("cells").toString();
        for (long apart = -CLOCKS_APART_MILLIS; apart <= CLOCKS_APART_MILLIS; apart += 500) {
            if (cells(type, row.path("object"), now.plusMillis(apart)).equals(expected)) {
                return;
            }
        }
        differences.add(type.plural() + ": " + expected + " but was " + cells(type, row.path("object"), now));
    }

    private String cells(ResourceType type, JsonNode object, Instant now) {
        ObjectNode table = new Tables(kinds, () -> now).render(type, List.of((ObjectNode) object), Tables.Include.NONE);
        return table.path("rows").path(0).path("cells").toString();
    }

    private ResourceType type(String version, String plural) {
        int slash = version.indexOf('/');
        return types.find(version.substring(0, Math.max(slash, 0)), version.substring(slash + 1), plural)
                .orElseThrow();
    }
}
