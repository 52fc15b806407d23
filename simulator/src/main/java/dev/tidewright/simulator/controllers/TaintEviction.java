package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.objects.Toleration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Deletes pods from nodes whose `NoExecute` taints they do not bear, or no longer: 300 s after a node became
/// unreachable, by the tolerations that every pod gets. Asks no budget, as upstream does not. Source:
/// `pkg/controller/tainteviction`.
final class TaintEviction implements Reconciler {
    private final Deputy deputy;
    private final LoopRuntime.Queue queue;
    private final Map<ObjectKey, Instant> since = new HashMap<>(); // pods on tainted nodes; never walked

    TaintEviction(Deputy deputy, LoopRuntime runtime) {
        this.deputy = deputy;
        this.queue = runtime.drive("taint-eviction", this);
        deputy.store().watch(Node.class, this::nodeChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(Node.class).forEach(node -> nodeChanged(Optional.empty(), Optional.of(node)));
    }

    private void nodeChanged(Optional<Node> before, Optional<Node> after) {
        boolean was = before.filter(TaintEviction::isTainted).isPresent();
        boolean is = after.filter(TaintEviction::isTainted).isPresent();
        boolean same = before.map(Node::taints).equals(after.map(Node::taints));
        if ((was || is) && !same) {
            String node = after.or(() -> before).orElseThrow().meta().name();
            deputy.store()
                    .podsOn(node)
                    .forEach(pod -> queue.addAfter(pod.key(), deputy.lags().watch()));
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        if (after.isEmpty()) {
            before.ifPresent(pod -> since.remove(pod.key()));
        } else if (after.get().node().isPresent()
                && before.flatMap(Pod::node).isEmpty()
                && node(after.get()).filter(TaintEviction::isTainted).isPresent()) {
            queue.addAfter(after.get().key(), deputy.lags().watch());
        }
    }

    private static boolean isTainted(Node node) {
        for (Taint taint : node.taints()) {
            if (taint.effect().equals("NoExecute")) {
                return true;
            }
        }
        return false;
    }

    private Optional<Node> node(Pod pod) {
        return pod.node().flatMap(name -> deputy.store().get(new ObjectKey("Node", "", name), Node.class));
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<Pod> pod = deputy.store().get(key, Pod.class).filter(each -> !each.isTerminating());
        Optional<Node> node = pod.flatMap(this::node).filter(TaintEviction::isTainted);
        if (pod.isEmpty() || node.isEmpty()) {
            since.remove(key);
            return Outcome.DONE;
        }
        Optional<Duration> borne = borne(pod.get(), node.get());
        if (borne.isEmpty()) {
            return Outcome.DONE;
        }
        Instant start = since.computeIfAbsent(key, pods -> deputy.now());
        Duration left = Duration.between(deputy.now(), start.plus(borne.get()));
        if (left.isPositive()) {
            return Outcome.again(left);
        }
        evict(pod.get(), node.get());
        return Outcome.DONE;
    }

    /// How long the pod bears the node's taints in all; empty: for good.
    private static Optional<Duration> borne(Pod pod, Node node) {
        Optional<Duration> shortest = Optional.empty();
        for (Taint taint : node.taints()) {
            if (taint.effect().equals("NoExecute")) {
                Optional<Duration> borne = borne(pod, taint);
                if (borne.isPresent()
                        && shortest.filter(known -> known.compareTo(borne.get()) <= 0)
                                .isEmpty()) {
                    shortest = borne;
                }
            }
        }
        return shortest;
    }

    private static Optional<Duration> borne(Pod pod, Taint taint) {
        Optional<Duration> shortest = Optional.of(Duration.ZERO);
        boolean tolerated = false;
        for (Toleration toleration : pod.spec().tolerations()) {
            if (!toleration.tolerates(taint)) {
                continue;
            }
            if (!tolerated) {
                shortest = toleration.seconds();
                tolerated = true;
            } else if (toleration.seconds().isPresent()
                    && shortest.filter(known ->
                                    known.compareTo(toleration.seconds().get()) <= 0)
                            .isEmpty()) {
                shortest = toleration.seconds();
            }
        }
        return shortest;
    }

    private void evict(Pod pod, Node node) {
        since.remove(pod.key());
        if (deputy.apply(new Change.Delete(pod.key()))) {
            deputy.event(
                    pod,
                    "TaintManagerEviction",
                    "Marking for deletion Pod " + pod.meta().namespace() + "/"
                            + pod.meta().name());
            var why = because("taint no longer borne").given("node", node.meta().name());
            deputy.record("taint-eviction", pod.key(), "evict", why, node.key());
        }
    }
}
