package dev.tidewright.cluster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.core.objects.Container.HostPort;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Pod;
import org.junit.jupiter.api.Test;

class PodDocumentsTest {
    static final String POD = """
            metadata: {name: web-1, labels: {app: web}}
            spec:
              nodeName: n1
              containers:
              - name: web
                resources: {requests: {cpu: 250m}, limits: {cpu: "1", memory: 1Gi}}
                ports: [{containerPort: 80, hostPort: 8080}]
              initContainers: [{name: mesh, restartPolicy: Always}]
              volumes: [{name: disk, gcePersistentDisk: {pdName: d1, readOnly: true}}]
              topologySpreadConstraints:
              - {maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}
            """;

    @Test
    void readsAPodWithTheDefaultsOfTheApiServer() {
        Pod pod = PodDocuments.pod(Yaml.parse("pod.yaml", POD).getFirst());
        var web = pod.spec().containers().getFirst();
        assertThat(pod.meta().namespace()).isEqualTo("default");
        assertThat(pod.node()).contains("n1");
        assertThat(web.requests().cpuMilli()).isEqualTo(250);
        assertThat(web.requests().memoryBytes()).as("taken from the limit").isEqualTo(1L << 30);
        assertThat(web.hostPorts()).containsExactly(new HostPort("TCP", "0.0.0.0", 8080));
        assertThat(pod.spec().initContainers().getFirst().restartsAlways()).isTrue();
        assertThat(pod.spec().volumes().getFirst().disk()).isEqualTo("d1");
        var spread = pod.spec().topologySpreads().getFirst();
        assertThat(spread.hard()).isFalse();
        assertThat(spread.honoursAffinity()).isTrue();
        assertThat(spread.selector()).contains(LabelSelector.of("app", "web"));
    }

    @Test
    void namesFileLineAndFieldOfWhatItCannotRead() {
        String wrong = POD.replace("cpu: 250m", "cpu: lots");
        assertThatThrownBy(() -> PodDocuments.pod(Yaml.parse("pod.yaml", wrong).getFirst()))
                .isInstanceOf(BadInput.class)
                .hasMessage("pod.yaml:6: spec.containers[0].resources.requests.cpu: expected a quantity, e.g. 250m or "
                        + "512Mi, found 'lots'");
    }
}
