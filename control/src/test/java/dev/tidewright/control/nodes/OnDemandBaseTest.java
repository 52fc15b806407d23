package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.NodeGroups.NodeGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnDemandBaseTest {
    private static NodeGroup group(String id, int min, int max, int target, boolean spot) {
        return new NodeGroup(id, min, max, target, spot, Stage.node("template", 4_000), Optional.empty(), List.of());
    }

    private static List<Integer> minima(OnDemandBase base, NodeGroup... groups) {
        return base.raise(List.of(groups)).stream().map(NodeGroup::minSize).toList();
    }

    @Test
    void aShareCountsTheSpotMachinesThatThereAre() {
        NodeGroup base = group("base", 1, 10, 1, false);
        NodeGroup spot = group("spot", 0, 20, 6, true);
        assertThat(minima(OnDemandBase.parse("40%"), base, spot)).containsExactly(4, 0);
        assertThat(minima(OnDemandBase.parse("99%"), base, spot)).containsExactly(10, 0);
    }

    @Test
    void aNumberIsSpreadOverTheGroupsInTheirOrder() {
        NodeGroup first = group("first", 1, 2, 1, false);
        NodeGroup second = group("second", 1, 10, 1, false);
        assertThat(minima(OnDemandBase.parse("5"), first, second)).containsExactly(2, 3);
        assertThat(minima(OnDemandBase.NONE, first, second)).containsExactly(1, 1);
    }

    @Test
    void refusesWhatIsNoShareOfMachines() {
        for (String text : List.of("100%", "-1", "many", "%")) {
            assertThatThrownBy(() -> OnDemandBase.parse(text)).hasMessageContaining("expected e.g. 40%");
        }
    }

    @Test
    void orderedMachinesMakeUpTheBase() {
        Stage stage = new Stage(java.util.Map.of("on-demand-base", List.of("3")));
        stage.cluster.put(Stage.node("n1", 4_000));
        stage.cloud.group("pool", 1, 5, Stage.node("template", 4_000), "n1");
        stage.run(java.time.Duration.ofMinutes(1));
        assertThat(stage.cloud.group("pool").targetSize()).isEqualTo(3);
    }
}
