package dev.tidewright.simulator.kubelet;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.process.RunningPods;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// All kubelets, and what the control plane does about nodes: what a cloud tells when machines come and go. Not
/// thread-safe; one thread plays one world.
public final class Kubelets implements RunningPods {
    private final KubeletWorld world;
    private final NodeLifecycle lifecycle;
    private final TreeMap<String, NodeAgent> agents = new TreeMap<>();
    private final ArrayDeque<News> news = new ArrayDeque<>();
    private boolean planned;
    private long drained;

    private record News(String node, ObjectKey pod) {}

    public Kubelets(Timeline timeline, Store store, Journal journal, PodProcesses processes) {
        world = new KubeletWorld(timeline, store, journal, processes);
        lifecycle = new NodeLifecycle(world);
        store.watch(Pod.class, this::hear);
    }

    /// Kubelets hear of what concerns them: a pod is bound, is resized, is to end, is over, or was taken away.
    private void hear(Optional<Pod> before, Optional<Pod> after) {
        Optional<String> node = after.or(() -> before).flatMap(Pod::node);
        if (node.isEmpty()) {
            return;
        }
        NodeAgent agent = agents.get(node.get());
        if (agent != null && after.isPresent()) {
            agent.note(after.get());
        }
        boolean bound = before.flatMap(Pod::node).isEmpty();
        boolean toEnd = after.filter(Pod::isTerminating).isPresent()
                && before.filter(Pod::isTerminating).isEmpty();
        if (bound || toEnd || after.isEmpty() || isResizedOrOver(before, after)) {
            news.add(new News(node.get(), after.or(() -> before).orElseThrow().key()));
            if (!planned) {
                planned = true;
                world.timeline().at(world.timeline().nanos(), this::deliver);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: most changes are of the status, and leave the spec the same
    private static boolean isResizedOrOver(Optional<Pod> before, Optional<Pod> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        Pod was = before.get();
        Pod is = after.get();
        return was.spec() != is.spec() || was.status().isOver() != is.status().isOver();
    }

    private void deliver() {
        planned = false;
        for (int left = news.size(); left > 0; left--) {
            News next = news.remove();
            NodeAgent agent = agents.get(next.node());
            if (agent != null) {
                agent.sync(next.pod());
            } else {
                lifecycle.orphaned(next.node());
            }
        }
    }

    /// A machine's kubelet starts and registers its node, which is not ready yet.
    ///
    /// @param node   as the cloud describes it; its conditions and the not-ready taint are added here
    /// @param random the node's own
    /// @throws IllegalArgumentException if there is such a node
    public void join(Node node, RandomGenerator random) {
        String name = node.meta().name();
        if (agents.put(name, new NodeAgent(world, name, random)) != null) {
            throw new IllegalArgumentException("node joined twice: " + name);
        }
        lifecycle.register(node);
    }

    /// The node's network and runtime are up: pods may come.
    public void ready(String node) {
        lifecycle.ready(node);
    }

    /// A machine shuts down in order. Its pods end now and are reported as failed; its node is removed.
    public void shutDown(String node) {
        NodeAgent agent = agents.remove(node);
        if (agent != null) {
            agent.shutDown();
        }
        lifecycle.remove(node);
    }

    /// A machine vanishes. Nothing is reported; the control plane notices when its heartbeats are missing.
    public void crash(String node) {
        NodeAgent agent = agents.remove(node);
        if (agent != null) {
            agent.vanish();
            lifecycle.heartbeatsEnd(node);
        }
    }

    /// The cloud says that the machine of a node exists no more: the node is removed, and later its pods.
    public void forget(String node) {
        lifecycle.remove(node);
    }

    /// Asks every pod of a node to end, except those of DaemonSets, because the machine will soon be gone.
    ///
    /// @return how many were asked
    public int drain(String node, String rule) {
        int asked = 0;
        for (Pod pod : world.store().podsOn(node)) {
            boolean ofDaemonSet = pod.meta()
                    .controller()
                    .filter(owner -> owner.kind().equals("DaemonSet"))
                    .isPresent();
            if (!ofDaemonSet && !pod.isTerminating() && !pod.status().isOver()) {
                world.tell(pod.key(), "evict", because(rule).given("node", node));
                world.store().apply(new Change.Delete(pod.key()));
                asked++;
            }
        }
        drained += asked;
        return asked;
    }

    /// Pods that were asked to end because their machine was to go, so far.
    public long drained() {
        return drained;
    }

    @Override
    public void forEach(BiConsumer<Pod, PodProcess> each) {
        agents.values().forEach(agent -> agent.forEach(each));
    }
}
