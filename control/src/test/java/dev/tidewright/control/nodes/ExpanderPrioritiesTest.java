package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpanderPrioritiesTest {
    private final Stage stage = new Stage(Map.of("expander", List.of("priority")));

    ExpanderPrioritiesTest() {
        stage.cloud.group("cheap", 0, 9, Stage.node("template-1", 4_000));
        stage.cloud.group("dear", 0, 9, Stage.node("template-2", 4_000));
    }

    private void write(String key, String text) {
        stage.cluster.put(new ConfigMap(
                ObjectMeta.named("kube-system", "cluster-autoscaler-priority-expander"), Sorted.of(key, text)));
    }

    private String groupFor(String pod) {
        stage.cluster.put(stage.pod(pod, "", 3_900));
        int before = stage.cloud.orders.size();
        stage.run(Duration.ofSeconds(10));
        return stage.cloud.orders.size() == before
                ? "none"
                : stage.cloud.orders.getLast().split(" ")[0];
    }

    @Test
    void followsTheConfigMapAsItIsNow() {
        write("priorities", "10: [dear]\n5: [cheap]");
        assertThat(groupFor("one")).isEqualTo("dear");
        write("priorities", "10: [cheap]\n5: [dear]");
        assertThat(groupFor("two")).isEqualTo("cheap");
    }

    @Test
    void keepsTheRulesBeforeWhereTheNewOnesAreNone() {
        write("priorities", "10: [dear]\n5: [cheap]");
        assertThat(groupFor("one")).isEqualTo("dear");
        write("priorities", "high: [cheap");
        assertThat(groupFor("two")).isEqualTo("dear");
        write("prioritys", "10: [cheap]");
        assertThat(groupFor("three")).isEqualTo("dear");
        assertThat(stage.cluster.events)
                .filteredOn(event -> event.startsWith("PriorityConfigMapInvalid"))
                .hasSize(2)
                .anyMatch(event -> event.contains("doesn't contain priorities key. Ignoring update."));
    }

    @Test
    void tellsOnceOfAGroupThatTheRulesDoNotName() {
        write("priorities", "10: [dear]");
        assertThat(groupFor("one")).isEqualTo("dear");
        assertThat(groupFor("two")).isEqualTo("dear");
        assertThat(stage.cluster.events)
                .filteredOn(event -> event.startsWith("PriorityConfigMapNotMatchedGroup"))
                .singleElement()
                .asString()
                .contains("node group cheap not found");
    }
}
