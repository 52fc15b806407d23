package dev.tidewright.cluster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import org.junit.jupiter.api.Test;

class CheckpointDocumentsTest {
    static final String CHECKPOINT = """
            metadata: {name: web-main, namespace: shop}
            spec: {vpaObjectName: web, containerName: main}
            status:
              version: v3
              lastUpdateTime: 2026-03-01T12:00:00Z
              cpuHistogram:
                referenceTimestamp: 2026-03-01T00:00:00Z
                bucketWeights: {"1": 10000, "19": 1033}
                totalWeight: 15.940092002640593
              memoryHistogram: {referenceTimestamp: null, bucketWeights: {}, totalWeight: 0}
              firstSampleStart: 2026-02-28T12:00:00Z
              lastSampleStart: 2026-03-01T11:59:00Z
              totalSamplesCount: 1439
            """;

    static VerticalPodAutoscalerCheckpoint read(String text) {
        return CheckpointDocuments.checkpoint(Yaml.parse("c.yaml", text).getFirst());
    }

    @Test
    void writesWhatItReads() {
        VerticalPodAutoscalerCheckpoint checkpoint = read(CHECKPOINT);
        assertThat(checkpoint.usage().cpu().weights()).containsEntry(19, 1033L);
        assertThat(checkpoint.usage().memory().reference()).isEmpty();
        var copy = new DocumentBuilder()
                .put(
                        "metadata",
                        new DocumentBuilder()
                                .put("name", "web-main")
                                .put("namespace", "shop")
                                .build())
                .put("spec", CheckpointDocuments.spec(checkpoint))
                .put("status", CheckpointDocuments.status(checkpoint))
                .build();
        assertThat(CheckpointDocuments.checkpoint(copy)).isEqualTo(checkpoint);
    }

    @Test
    void namesTheFieldThatIsNotOfItsForm() {
        assertThatThrownBy(() -> read(CHECKPOINT.replace("\"19\"", "nineteen")))
                .hasMessage("c.yaml:8: status.cpuHistogram.bucketWeights.nineteen: expected the number of a bucket, "
                        + "found 'nineteen'");
        assertThatThrownBy(() -> read(CHECKPOINT.replace("1439", "many")))
                .hasMessageContaining("status.totalSamplesCount: expected a whole number");
    }
}
