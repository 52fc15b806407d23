package dev.tidewright.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.TopologySpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterPictureTest {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final List<String> APPS = List.of("web", "db", "cache");

    private final List<Node> nodes = new ArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private final ClusterPicture picture = new ClusterPicture(Namespaces.UNLABELLED);
    private int serial;

    private static Node node(int number, SplittableRandom random) {
        Node plain = SchedulingTest.node("n" + number, 2_000 + 1_000L * random.nextInt(4), 8_192);
        var labels = new TreeMap<>(plain.meta().labels());
        if (random.nextInt(8) > 0) {
            labels.put(ZONE, "z" + random.nextInt(3));
        }
        return new Node(
                plain.meta().withLabels(labels),
                "",
                random.nextInt(10) == 0,
                List.of(),
                plain.capacity(),
                plain.allocatable(),
                List.of());
    }

    private static Pod pod(int number, SplittableRandom random) {
        String app = APPS.get(random.nextInt(3));
        Pod plain = SchedulingTest.pod("p" + number, 100L * random.nextInt(8), 128);
        var spec = plain.spec().withAffinity(affinity(random)).withTopologySpreads(spreads(app, random));
        return new Pod(plain.meta().withLabels(Sorted.of("app", app)), spec, Optional.empty(), plain.status());
    }

    private static Affinity affinity(SplittableRandom random) {
        var term = new PodTerm(
                Optional.of(LabelSelector.of("app", APPS.get(random.nextInt(3)))),
                List.of(),
                Optional.empty(),
                random.nextBoolean() ? ZONE : StaticFit.HOSTNAME,
                List.of(),
                List.of());
        return switch (random.nextInt(6)) {
            case 0 -> new Affinity(List.of(), false, List.of(), List.of(term), List.of(), List.of(), List.of());
            case 1 -> new Affinity(List.of(), false, List.of(), List.of(), List.of(), List.of(term), List.of());
            default -> Affinity.NONE;
        };
    }

    private static List<TopologySpread> spreads(String app, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return List.of();
        }
        return List.of(new TopologySpread(
                1 + random.nextInt(3),
                random.nextBoolean() ? ZONE : StaticFit.HOSTNAME,
                true,
                Optional.of(LabelSelector.of("app", app)),
                random.nextBoolean() ? Optional.of(3) : Optional.empty(),
                true,
                random.nextBoolean(),
                List.of()));
    }

    /// Changes the picture by one step, and `nodes` and `pods` with it.
    private void change(SplittableRandom random) {
        int step = random.nextInt(10);
        if (step < 2 || nodes.isEmpty()) {
            Node node = node(serial++, random);
            nodes.add(node);
            picture.add(node);
        } else if (step == 2) {
            Node node = nodes.remove(random.nextInt(nodes.size()));
            pods.removeIf(pod -> pod.node().equals(Optional.of(node.meta().name())));
            picture.removeNode(node.meta().name());
        } else if (step == 3 && !pods.isEmpty()) {
            picture.remove(pods.remove(random.nextInt(pods.size())));
        } else {
            Pod pod = pod(serial++, random)
                    .boundTo(nodes.get(random.nextInt(nodes.size())).meta().name());
            picture.fork();
            picture.add(pod);
            picture.commit();
            pods.add(pod);
        }
    }

    /// Asks a few pods about every node, here and in a picture that was built anew.
    private void compare(SplittableRandom random) {
        var anew = new ClusterPicture(Namespaces.UNLABELLED);
        nodes.forEach(anew::add);
        pods.forEach(anew::add);
        for (int i = 0; i < 5; i++) {
            Pod asked = pod(1_000_000 + i, random);
            for (Node node : nodes) {
                String name = node.meta().name();
                var kept = new Fit(picture).check(asked, picture.find(name).orElseThrow());
                var fresh = new Fit(anew).check(asked, anew.find(name).orElseThrow());
                assertThat(kept).as("%s on %s", asked, name).isEqualTo(fresh);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void answersLikeAPictureBuiltAnew(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 10; i++) {
                change(random);
            }
            compare(random);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void givesBackEveryThingThatWasTriedOut(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            change(random);
        }
        for (int round = 0; round < 20; round++) {
            List<Node> nodesBefore = List.copyOf(nodes);
            List<Pod> podsBefore = List.copyOf(pods);
            picture.fork();
            for (int i = 0; i < 15; i++) {
                change(random);
                compare(random);
            }
            picture.revert();
            nodes.clear();
            nodes.addAll(nodesBefore);
            pods.clear();
            pods.addAll(podsBefore);
            compare(random);
        }
    }
}
