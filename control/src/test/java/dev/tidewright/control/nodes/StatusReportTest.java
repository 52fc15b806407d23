package dev.tidewright.control.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final ObjectKey STATUS = new ObjectKey(ConfigMap.KIND, "kube-system", "cluster-autoscaler-status");

    private final Stage stage = new Stage(Map.of());

    StatusReportTest() {
        stage.cluster.put(Stage.node("n1", 4_000));
        stage.cluster.put(Stage.node("n2", 4_000));
        stage.cloud.group("pool", 1, 5, Stage.node("template", 4_000), "n1", "n2");
        stage.cluster.put(stage.pod("busy", "n1", 3_500));
    }

    private ConfigMap map() {
        return stage.cluster.get(STATUS, ConfigMap.class).orElseThrow();
    }

    private String status() {
        return map().data().getOrDefault("status", "");
    }

    @Test
    void writesTheStatusInUpstreamsFormat() {
        stage.run(Duration.ofSeconds(10));
        assertThat(status()).isEqualTo("""
                time: 2026-03-01 12:00:00 +0000 UTC
                autoscalerStatus: Running
                clusterWide:
                  health:
                    status: Healthy
                    nodeCounts:
                      registered:
                        total: 2
                        ready: 2
                        notStarted: 0
                      longUnregistered: 0
                      unregistered: 0
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                  scaleUp:
                    status: NoActivity
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                  scaleDown:
                    status: CandidatesPresent
                    candidates: 1
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                nodeGroups:
                - name: pool
                  health:
                    status: Healthy
                    nodeCounts:
                      registered:
                        total: 2
                        ready: 2
                        notStarted: 0
                      longUnregistered: 0
                      unregistered: 0
                    cloudProviderTarget: 2
                    minSize: 1
                    maxSize: 5
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                  scaleUp:
                    status: NoActivity
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                  scaleDown:
                    status: CandidatesPresent
                    candidates: 1
                    lastProbeTime: "2026-03-01T12:00:00Z"
                    lastTransitionTime: "2026-03-01T12:00:00Z"
                """);
        assertThat(map().meta().annotations())
                .containsEntry("cluster-autoscaler.kubernetes.io/last-updated", "2026-03-01 12:00:00 +0000 UTC");
    }

    @Test
    void showsALivingLoopAndKeepsWhatElseTheMapHolds() {
        stage.cluster.put(new ConfigMap(
                ObjectMeta.named("kube-system", "cluster-autoscaler-status"), Sorted.of("scale-down-enabled", "true")));
        stage.run(Duration.ofMinutes(3));
        assertThat(status()).startsWith("time: 2026-03-01 12:02:00 +0000 UTC\n");
        assertThat(status()).contains("lastTransitionTime: \"2026-03-01T12:00:00Z\"");
        assertThat(map().data()).containsEntry("scale-down-enabled", "true");
    }

    @Test
    void tellsAGroupThatIsLeftAlone() {
        stage.cluster.put(stage.pod("big", "", 3_900));
        stage.cluster.put(stage.pod("bigger", "", 3_900));
        stage.run(Duration.ofSeconds(10));
        assertThat(status()).contains("    status: InProgress\n");
        stage.cloud.settle("pool", Instance.State.CREATING, "OUT_OF_RESOURCES");
        stage.run(Duration.ofSeconds(20));
        assertThat(status()).contains("""
                  scaleUp:
                    status: Backoff
                    backoffInfo:
                      errorCode: OUT_OF_RESOURCES
                """.indent(0));
        assertThat(stage.meters.text())
                .contains("cluster_autoscaler_scaled_up_nodes_total 1\n")
                .contains("cluster_autoscaler_failed_scale_ups_total{reason=\"OUT_OF_RESOURCES\"} 1\n")
                .contains(
                        "cluster_autoscaler_node_group_backoff_status{node_group=\"pool\",reason=\"OUT_OF_RESOURCES\"} 1");
    }

    @Test
    void countsWhatGoesByUpstreamsNames() {
        stage.cluster.put(stage.pod("small", "n2", 200));
        stage.run(Duration.ofMinutes(1));
        assertThat(stage.meters.text())
                .contains("cluster_autoscaler_unneeded_nodes_count 1\n")
                .contains("cluster_autoscaler_unremovable_nodes_count{reason=\"NotUnderutilized\"} 1\n");
        stage.run(Duration.ofMinutes(12));
        assertThat(stage.meters.text())
                .contains("cluster_autoscaler_scaled_down_nodes_total{reason=\"underutilized\"} 1\n")
                .contains("cluster_autoscaler_evicted_pods_total{eviction_result=\"succeeded\"} 1\n")
                .contains("cluster_autoscaler_node_removal_latency_seconds_count{deleted=\"true\"} 1\n")
                .contains("cluster_autoscaler_nodes_count{state=\"ready\"} 1\n")
                .contains("cluster_autoscaler_cluster_cpu_current_cores 4\n")
                .contains("cluster_autoscaler_cluster_safe_to_autoscale 1\n");
    }

    @Test
    void saysThatTheCloudIsSilentAndGoesOnOnceItIsNot() {
        stage.run(Duration.ofMinutes(1));
        stage.cloud.silence = Optional.of("no answer in 30s");
        stage.cluster.put(stage.pod("big", "", 3_900));
        stage.cluster.put(stage.pod("bigger", "", 3_900));
        stage.run(Duration.ofMinutes(5));
        assertThat(status())
                .contains("message: \"cannot read node groups: no answer in 30s\"\n")
                .contains("  health:\n    status: Unhealthy\n");
        assertThat(stage.meters.text())
                .contains("cluster_autoscaler_cluster_safe_to_autoscale 0\n")
                .doesNotContain("cluster_autoscaler_errors_total{type=\"cloudProviderError\"} 0\n");
        assertThat(stage.cluster.events)
                .filteredOn(event -> event.startsWith("CloudUnavailable"))
                .hasSize(1);
        assertThat(stage.cloud.orders).isEmpty();
        stage.cloud.silence = Optional.empty();
        stage.run(Duration.ofSeconds(20));
        assertThat(stage.cloud.orders).containsExactly("pool 2->3");
        assertThat(status()).doesNotContain("message:").contains("  health:\n    status: Healthy\n");
    }

    @Test
    void writesNothingWhereItMayNot() {
        var silent = new Stage(Map.of("write-status-configmap", List.of("false")));
        silent.cloud.group("pool", 0, 5, Stage.node("template", 4_000));
        silent.run(Duration.ofMinutes(2));
        assertThat(silent.cluster.list(ConfigMap.class)).isEmpty();
    }
}
