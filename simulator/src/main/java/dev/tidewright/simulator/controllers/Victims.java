package dev.tidewright.simulator.controllers;

import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which pods of a ReplicaSet go first. Source: `ActivePodsWithRanks` (`pkg/controller/controller_utils.go`), with
/// LogarithmicScaleDown (KEP-2185), which is on by default.
final class Victims {
    private final Map<String, Integer> podsByNode = new HashMap<>(); // never walked
    private final Instant now;

    /// @param related all active pods of ReplicaSets with the same owner: pods that stand doubled up on a node go first
    Victims(List<Pod> related, Instant now) {
        this.now = now;
        for (Pod pod : related) {
            pod.node().ifPresent(node -> podsByNode.merge(node, 1, Integer::sum));
        }
    }

    /// The first `count` to go.
    List<Pod> choose(List<Pod> pods, int count) {
        if (count >= pods.size()) {
            return pods;
        }
        List<Pod> ranked = new ArrayList<>(pods);
        ranked.sort(this::compare);
        return ranked.subList(0, count);
    }

    private int compare(Pod a, Pod b) {
        int order = Boolean.compare(a.node().isPresent(), b.node().isPresent());
        order = order != 0 ? order : Integer.compare(phase(a), phase(b));
        order = order != 0
                ? order
                : Boolean.compare(a.status().isReady(), b.status().isReady());
        order = order != 0 ? order : Integer.compare(deletionCost(a), deletionCost(b));
        order = order != 0 ? order : Integer.compare(neighbours(b), neighbours(a));
        order = order != 0 ? order : byReadyTime(a, b);
        order = order != 0 ? order : Integer.compare(restarts(b), restarts(a));
        order = order != 0 ? order : byAge(a.meta().created(), b.meta().created());
        return order != 0 ? order : BY_UID.compare(a, b);
    }

    private static int phase(Pod pod) {
        return switch (pod.status().phase()) {
            case PENDING -> 0;
            case UNKNOWN -> 1;
            case RUNNING, SUCCEEDED, FAILED -> 2;
        };
    }

    private static int deletionCost(Pod pod) {
        return Labels.number(pod.meta().annotations(), Labels.DELETION_COST, 0);
    }

    private int neighbours(Pod pod) {
        return pod.node().map(node -> podsByNode.getOrDefault(node, 0)).orElse(0);
    }

    private int byReadyTime(Pod a, Pod b) {
        return a.status().isReady() && b.status().isReady() ? byAge(readySince(a), readySince(b)) : 0;
    }

    private static Instant readySince(Pod pod) {
        return pod.status().ready().map(ready -> ready.transition()).orElse(Instant.MAX);
    }

    /// The younger first, ages compared by their order of magnitude only. Within one, what is compared
    /// next decides, and at last the uid. Upstream turns to the uid at once unless two times are equal:
    /// an order with circles in it, which Java's sort refuses.
    private int byAge(Instant first, Instant second) {
        return Integer.compare(magnitude(first), magnitude(second));
    }

    private int magnitude(Instant since) {
        Duration age = Duration.between(since, now);
        return age.isPositive() ? 63 - Long.numberOfLeadingZeros(age.toNanos()) : -1;
    }

    /// Upstream's uids are random, the store's count up; scattering them keeps the choice within one magnitude as
    /// unbiased as upstream's.
    private static final Comparator<Pod> BY_UID = Comparator.comparingInt(
                    (Pod pod) -> scattered(pod.meta().uid()))
            .thenComparing(pod -> pod.meta().uid());

    private static int scattered(String uid) {
        int hash = uid.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static int restarts(Pod pod) {
        int most = 0;
        for (ContainerStatus container : pod.status().containers()) {
            most = Math.max(most, container.restarts());
        }
        return most;
    }
}
