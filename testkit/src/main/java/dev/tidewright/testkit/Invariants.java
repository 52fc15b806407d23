package dev.tidewright.testkit;

import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.scheduling.PodRequests;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What must hold in a virtual world after every event. Hears of each change as it happens and, when asked, looks only
/// at what the changes touched, so that a test can ask after every event of a large run:
///
/// ```java
/// var invariants = new Invariants(store);
/// while (timeline.step(end)) {
///     invariants.check();
/// }
/// ```
///
/// Held: no pod moves from one node to another; no node carries more than it can allocate; a replica count that was
/// within the bounds of its autoscaler stays within them; versions only grow; a generation never falls, and an object
/// keeps its identity for as long as it lives.
public final class Invariants {
    private static final int MAX_VIOLATIONS = 100;
    private static final int MAX_SPECS = 1 << 14;

    private final Store store;
    private final List<String> violations = new ArrayList<>();
    private final Set<String> touchedNodes = new LinkedHashSet<>();
    private final Map<ObjectKey, ObjectKey> autoscalers = new HashMap<>(); // by target; never walked
    private final IdentityHashMap<PodSpec, Resources> requests = new IdentityHashMap<>(); // never walked
    private Predicate<ObjectKey> leftOut = workload -> false;
    private long version;
    private long checked;

    public Invariants(Store store) {
        this.store = store;
        this.version = store.version();
        store.list(HorizontalPodAutoscaler.class).forEach(each -> autoscalers.put(target(each), each.key()));
        store.list(Node.class).forEach(node -> touchedNodes.add(node.meta().name()));
        store.watch(KubeObject.class, this::anyChanged);
        store.watch(Pod.class, this::podChanged);
        store.watch(
                Node.class,
                (before, after) -> touchedNodes.add(
                        after.or(() -> before).orElseThrow().meta().name()));
        store.watch(HorizontalPodAutoscaler.class, this::autoscalerChanged);
        store.watch(Workload.class, this::workloadChanged);
    }

    /// Leaves the replicas of some workloads out: somebody else (a fault, a person) writes them too.
    public Invariants leavingOut(Predicate<ObjectKey> workloads) {
        leftOut = workloads;
        return this;
    }

    /// @throws AssertionError naming every violation since the start, at most 100
    public void check() {
        checked++;
        touchedNodes.forEach(this::checkNode);
        touchedNodes.clear();
        if (!violations.isEmpty()) {
            throw new AssertionError("after " + checked + " checks: " + String.join("; ", violations));
        }
    }

    private void violated(String what) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(what);
        }
    }

    private void anyChanged(Optional<KubeObject> before, Optional<KubeObject> after) {
        KubeObject now = after.or(() -> before).orElseThrow();
        if (now.meta().version() <= version) {
            violated(now.key() + " has version " + now.meta().version() + " after " + version);
        }
        version = now.meta().version();
        if (before.isPresent() && after.isPresent()) {
            if (now.meta().generation() < before.get().meta().generation()) {
                violated(now.key() + " fell back to generation " + now.meta().generation());
            }
            if (!now.meta().uid().equals(before.get().meta().uid())) {
                violated(now.key() + " changed its uid");
            }
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        Optional<String> was = before.flatMap(Pod::node);
        Optional<String> is = after.flatMap(Pod::node);
        if (was.isPresent() && after.isPresent() && !was.equals(is)) {
            violated(after.get().key() + " moved from " + was.get() + " to " + is.orElse("no node"));
        }
        is.or(() -> was).ifPresent(touchedNodes::add);
    }

    private void checkNode(String name) {
        Optional<Node> node = store.get(new ObjectKey("Node", "", name), Node.class);
        if (node.isEmpty()) {
            return;
        }
        TreeMap<String, Quantity> sum = new TreeMap<>();
        long pods = 0;
        for (Pod pod : store.podsOn(name)) {
            if (!pod.status().isOver()) {
                pods++;
                requestsOf(pod.spec()).amounts().forEach((what, much) -> sum.merge(what, much, Quantity::plus));
            }
        }
        sum.forEach((what, much) -> node.get()
                .allocatable()
                .get(what)
                .filter(room -> much.compareTo(room) > 0)
                .ifPresent(room -> violated(name + " carries " + much + " " + what + " of " + room)));
        long places = node.get().allocatable().get("pods").map(Quantity::value).orElse(Long.MAX_VALUE);
        if (pods > places) {
            violated(name + " carries " + pods + " pods of " + places);
        }
    }

    private Resources requestsOf(PodSpec spec) {
        if (requests.size() >= MAX_SPECS) {
            requests.clear();
        }
        return requests.computeIfAbsent(spec, PodRequests::of);
    }

    private void autoscalerChanged(Optional<HorizontalPodAutoscaler> before, Optional<HorizontalPodAutoscaler> after) {
        before.ifPresent(each -> autoscalers.remove(target(each), each.key()));
        after.ifPresent(each -> autoscalers.put(target(each), each.key()));
    }

    private static ObjectKey target(HorizontalPodAutoscaler autoscaler) {
        var target = autoscaler.spec().target();
        return new ObjectKey(target.kind(), autoscaler.meta().namespace(), target.name());
    }

    private void workloadChanged(Optional<Workload> before, Optional<Workload> after) {
        if (before.isEmpty() || after.isEmpty() || leftOut.test(after.get().key())) {
            return;
        }
        int was = before.get().replicas();
        int is = after.get().replicas();
        Optional.ofNullable(autoscalers.get(after.get().key()))
                .flatMap(key -> store.get(key, HorizontalPodAutoscaler.class))
                .filter(autoscaler -> isWithin(autoscaler, was) && !isWithin(autoscaler, is))
                .ifPresent(autoscaler -> violated(
                        after.get().key() + " went from " + was + " to " + is + ", outside of " + autoscaler.key()));
    }

    private static boolean isWithin(HorizontalPodAutoscaler autoscaler, int replicas) {
        return replicas >= autoscaler.spec().minReplicas().orElse(1)
                && replicas <= autoscaler.spec().maxReplicas();
    }
}
