package dev.tidewright.control.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodScalingFlagsTest {
    @Test
    void readsUpstreamsFlagsWithAndWithoutDashes() {
        PodScalingFlags flags = PodScalingFlags.parse(Sorted.copyOf(Map.of(
                "--horizontal-pod-autoscaler-sync-period", "30s",
                "horizontal-pod-autoscaler-tolerance", "0.2",
                "horizontal-pod-autoscaler-downscale-stabilization", "10m",
                "feature-gates", "HPAConfigurableTolerance=true,SomeOther=true",
                "metric-loss-guard", "true")));
        assertThat(flags.syncPeriod()).isEqualTo(Duration.ofSeconds(30));
        assertThat(flags.settings().tolerance()).isEqualTo(0.2);
        assertThat(flags.settings().downscaleStabilization()).isEqualTo(Duration.ofMinutes(10));
        assertThat(flags.settings().configurableTolerance()).isTrue();
        assertThat(flags.metricLossGuard()).isTrue();
        assertThat(flags.wrongWayVeto()).isFalse();
    }

    @Test
    void namesTheFlagThatItCannotUse() {
        assertThatThrownBy(() -> PodScalingFlags.parse(Sorted.of("horizontal-pod-autoscaler-sync-period", "often")))
                .hasMessageContaining("--horizontal-pod-autoscaler-sync-period")
                .hasMessageContaining("often");
        assertThatThrownBy(() -> PodScalingFlags.parse(Sorted.of("horizontal-pod-autoscaler-tolerance", "NaN")))
                .hasMessageContaining("tolerance");
        assertThatThrownBy(() -> PodScalingFlags.parse(Sorted.of("hpa-speed", "1")))
                .hasMessageContaining("hpa-speed");
    }
}
