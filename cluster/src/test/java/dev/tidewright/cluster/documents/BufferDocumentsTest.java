package dev.tidewright.cluster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.objects.CapacityBuffer;
import dev.tidewright.cluster.objects.NamedTemplate;
import org.junit.jupiter.api.Test;

class BufferDocumentsTest {
    private static Document yaml(String text) {
        return Yaml.parse("buffer.yaml", text).getFirst();
    }

    @Test
    void readsABufferInTheShapeOfAWorkload() {
        CapacityBuffer buffer = BufferDocuments.buffer(yaml("""
                apiVersion: autoscaling.x-k8s.io/v1beta1
                kind: CapacityBuffer
                metadata: {name: room, namespace: shop}
                spec:
                  scalableRef: {apiGroup: apps, kind: Deployment, name: web}
                  percentage: 20
                  limits: {cpu: "4"}
                """));
        assertThat(buffer.scalable()).contains(new CapacityBuffer.Scalable("apps", "Deployment", "web"));
        assertThat(buffer.percentage()).contains(20);
        assertThat(buffer.limits().orElseThrow().cpuMilli()).isEqualTo(4_000);
        assertThat(buffer.strategy()).isEqualTo(CapacityBuffer.ACTIVE_CAPACITY);
    }

    @Test
    void wantsOneShapeAndNotTwo() {
        assertThatThrownBy(() -> BufferDocuments.buffer(yaml("""
                metadata: {name: room, namespace: shop}
                spec:
                  podTemplateRef: {name: small}
                  scalableRef: {kind: Deployment, name: web}
                """)))
                .hasMessageContaining("buffer.yaml:4")
                .hasMessageContaining("spec.scalableRef: expected exactly one");
    }

    @Test
    void readsATemplateByName() {
        NamedTemplate template = BufferDocuments.template(yaml("""
                apiVersion: v1
                kind: PodTemplate
                metadata: {name: small, namespace: shop}
                template:
                  spec:
                    containers: [{name: c, image: pause, resources: {requests: {cpu: 100m}}}]
                """));
        assertThat(template.template().spec().containers().getFirst().requests().cpuMilli())
                .isEqualTo(100);
    }
}
