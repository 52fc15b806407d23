package dev.tidewright.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.Placement.Chosen;
import dev.tidewright.core.scheduling.Placement.Nowhere;
import dev.tidewright.core.units.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchedulingTest {
    private final ClusterPicture picture = new ClusterPicture(Namespaces.UNLABELLED);
    private final Scheduling scheduling = new Scheduling(picture);

    static Node node(String name, long cpuMilli, long memoryMebi) {
        var amounts = new TreeMap<String, Quantity>(
                Resources.of(cpuMilli, memoryMebi << 20).amounts());
        amounts.put("pods", Quantity.of(110));
        var resources = new Resources(amounts);
        var meta = ObjectMeta.named("", name).withLabels(Sorted.of(StaticFit.HOSTNAME, name));
        return new Node(meta, "", false, List.of(), resources, resources, List.of());
    }

    static Pod pod(String name, long cpuMilli, long memoryMebi) {
        var spec = PodSpec.of(Container.named("c", Resources.of(cpuMilli, memoryMebi << 20), Resources.NONE));
        return new Pod(ObjectMeta.named("shop", name), spec, Optional.empty(), PodStatus.PENDING);
    }

    @Test
    void takesTheEmptierNode() {
        picture.add(node("a", 4_000, 8_192));
        picture.add(node("b", 4_000, 8_192));
        picture.add(pod("p1", 1_000, 2_048).boundTo("a"));
        assertThat(scheduling.choose(pod("p2", 1_000, 2_048)))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.name()).isEqualTo("b"));
    }

    @Test
    void countsReasonsAsTheEventDoes() {
        picture.add(node("a", 500, 8_192));
        picture.add(node("b", 500, 128));
        picture.add(node("c", 4_000, 8_192).withTaints(List.of(new Taint("gpu", "", "NoSchedule")), false));
        assertThat(scheduling.choose(pod("p", 1_000, 256)))
                .isInstanceOfSatisfying(
                        Nowhere.class,
                        nowhere -> assertThat(nowhere.message())
                                .isEqualTo(
                                        "0/3 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint(s), "
                                                + "2 Insufficient cpu."));
    }

    @Test
    void forgetsWhatWasTriedOut() {
        int a = picture.add(node("a", 1_000, 1_024));
        Pod before = pod("before", 400, 128).boundTo("a");
        picture.add(before);
        var fit = new Fit(picture);
        Pod large = pod("large", 700, 128);
        picture.fork();
        picture.remove(before);
        picture.place(large, picture.shape(large), a);
        picture.removeNode("a");
        picture.add(node("b", 10, 10));
        picture.revert();
        assertThat(picture.nodeCount()).isEqualTo(1);
        assertThat(picture.pods(a)).containsExactly(before);
        assertThat(fit.check(large, a).fits()).isFalse();
        assertThat(fit.check(pod("small", 600, 128), a).fits()).isTrue();
    }
}
