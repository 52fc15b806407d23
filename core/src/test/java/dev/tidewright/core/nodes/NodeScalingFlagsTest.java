package dev.tidewright.core.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeScalingFlagsTest {
    @Test
    void startsFromUpstreamsDefaults() {
        NodeScalingFlags flags = NodeScalingFlags.DEFAULT;
        assertThat(flags.scaleUp().expanders()).containsExactly("least-waste");
        assertThat(flags.groupDefaults()).isEqualTo(NodeGroupOptions.DEFAULT);
        assertThat(flags.scaleDown().maxDrainParallelism()).isEqualTo(1);
        assertThat(flags.limits().memoryGib()).isEqualTo(new NodeScalingFlags.Bounds(0, 6_400_000));
    }

    @Test
    void readsGoDurationsBoundsAndRepeats() {
        var flags = NodeScalingFlags.parse(Map.of(
                "scale-down-unneeded-time", List.of("1h1.5m"),
                "cores-total", List.of("4:1000"),
                "gpu-total", List.of("t4:0:8", "a100:1:2"),
                "expander", List.of("priority,most-pods")));
        assertThat(flags.groupDefaults().scaleDownUnneededTime()).isEqualTo(Duration.ofSeconds(3_690));
        assertThat(flags.limits().cores()).isEqualTo(new NodeScalingFlags.Bounds(4, 1_000));
        assertThat(flags.limits().gpus()).containsOnlyKeys("t4", "a100");
        assertThat(flags.scaleUp().expanders()).containsExactly("priority", "most-pods");
    }

    @Test
    void namesTheFlagItDoesNotKnow() {
        assertThatThrownBy(() -> NodeScalingFlags.parse(Map.of("scale-down-time", List.of("1m"))))
                .hasMessage("--scale-down-time: not a flag of cluster-autoscaler");
    }

    @Test
    void namesTheFlagItCannotRead() {
        assertThatThrownBy(() -> NodeScalingFlags.parse(Map.of("scan-interval", List.of("10 s"))))
                .hasMessage("--scan-interval: expected a duration, e.g. 10m or 1h30m, found '10 s'");
    }

    @Test
    void letsAGroupOverrideWhatIsItsOwn() {
        var options = NodeGroupOptions.DEFAULT.with(
                Map.of("zero-or-max-node-scaling", "true", "scale-down-unneeded-time", "60s"));
        assertThat(options.zeroOrMaxNodeScaling()).isTrue();
        assertThat(options.scaleDownUnneededTime()).isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> NodeGroupOptions.DEFAULT.with(Map.of("expander", "random")))
                .hasMessageContaining("--expander");
    }
}
