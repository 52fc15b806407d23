package dev.tidewright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cli.Rehearsal;
import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Settings that a guide's reader writes into the cluster autoscaler's status ConfigMap are honoured.
class OperatedNodeLoopTest {
    private static final ObjectKey MAP = new ObjectKey(ConfigMap.KIND, "kube-system", "cluster-autoscaler-status");

    private final Rehearsal rehearsal = new Rehearsal(
            new Scenarios(() -> "")
                    .read(Sources.root().resolve("examples/clipper/peak.yaml").toString(), Optional.empty()),
            1);

    private void play(int minutes) {
        for (int i = 0; i < minutes; i++) {
            rehearsal.playOneMinute();
        }
    }

    private void write(String name, String value) {
        Cluster cluster = rehearsal.world().cluster();
        ConfigMap map = cluster.get(MAP, ConfigMap.class).orElseThrow();
        SortedMap<String, String> data = new TreeMap<>(map.data());
        data.put(name, value);
        assertThat(cluster.apply(new Change.Replace(new ConfigMap(map.meta(), data))))
                .isInstanceOf(Cluster.Outcome.Applied.class);
    }

    private int nodes() {
        return rehearsal.world().cluster().list(Node.class).size();
    }

    private List<String> configured() {
        return rehearsal.world().journal().lines().stream()
                .filter(line -> line.entry().verb().equals("configure"))
                .map(line -> line.entry().why().toString())
                .toList();
    }

    @Test
    void followsWhatIsWrittenAndKeepsItsStatusBeside() {
        play(12);
        write("max-nodes-total", "3");
        play(60);
        assertThat(nodes()).isEqualTo(3);
        assertThat(configured()).containsExactly("settings are written into the status ConfigMap, max-nodes-total 3");
        write("max-nodes-total", "4");
        play(15);
        assertThat(nodes()).isEqualTo(4);
        assertThat(rehearsal
                        .world()
                        .cluster()
                        .get(MAP, ConfigMap.class)
                        .orElseThrow()
                        .data())
                .containsKeys("status", "max-nodes-total");
    }

    @Test
    void goesOnAsBeforeWhereWhatIsWrittenCannotBeUsed() {
        play(12);
        write("max-nodes-total", "many");
        write("colour", "blue");
        play(5);
        assertThat(configured()).isEmpty();
    }
}
