package dev.tidewright.simulator.controllers;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pods that a workload counts: those that are neither over nor on their way out.
final class ActivePods {
    private ActivePods() {}

    static List<Pod> ownedBy(String uid, Store store) {
        List<Pod> active = new ArrayList<>();
        for (KubeObject object : store.dependents(uid)) {
            if (object instanceof Pod pod && isActive(pod) && isControlledBy(uid, pod)) {
                active.add(pod);
            }
        }
        return active;
    }

    static boolean isActive(Pod pod) {
        return !pod.isTerminating() && !pod.status().isOver();
    }

    static boolean isControlledBy(String uid, KubeObject object) {
        for (OwnerReference owner : object.meta().owners()) {
            if (owner.controller() && owner.uid().equals(uid)) {
                return true;
            }
        }
        return false;
    }

    /// When a pod is, or will be, available: ready for `minReadySeconds`. Empty while it is not ready.
    static Optional<Instant> availableFrom(Pod pod, int minReadySeconds) {
        return pod.status().isReady()
                ? pod.status().ready().map(ready -> ready.transition().plusSeconds(minReadySeconds))
                : Optional.empty();
    }

    /// How many pods are ready, how many available, and when the next of them will be.
    ///
    /// @param untilNext until another one becomes available if it stays ready; empty where none waits
    record Tally(int count, int ready, int available, Optional<Duration> untilNext) {
        static Tally of(List<Pod> pods, int minReadySeconds, Instant now) {
            int ready = 0;
            int available = 0;
            Optional<Duration> wait = Optional.empty();
            for (Pod pod : pods) {
                Optional<Instant> from = availableFrom(pod, minReadySeconds);
                if (from.isEmpty()) {
                    continue;
                }
                ready++;
                Duration left = minReadySeconds == 0 ? Duration.ZERO : Duration.between(now, from.get());
                if (left.isPositive()) {
                    wait = Optional.of(
                            wait.filter(known -> known.compareTo(left) < 0).orElse(left));
                } else {
                    available++;
                }
            }
            return new Tally(pods.size(), ready, available, wait);
        }
    }
}
