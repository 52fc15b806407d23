package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.simulator.process.PodProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// The kubelet of one node: the pods that are bound to it, and the images it has.
final class NodeAgent {
    private final KubeletWorld world;
    private final String node;
    private final RandomGenerator random;
    private final ImageCache images = new ImageCache();
    private final Map<ObjectKey, PodWorker> workers = new LinkedHashMap<>();
    /// Pods whose resize waits for room, in the order in which they asked.
    private final Set<ObjectKey> waiting = new LinkedHashSet<>();

    NodeAgent(KubeletWorld world, String node, RandomGenerator random) {
        this.world = world;
        this.node = node;
        this.random = random;
    }

    /// Brings one pod from what runs to what the store says; pods that wait for room may have it then.
    void sync(ObjectKey key) {
        bring(key);
        resizeWaiting();
    }

    private void bring(ObjectKey key) {
        var pod = world.store().get(key, Pod.class);
        PodWorker worker = workers.get(key);
        if (worker != null && (pod.isEmpty() || !pod.get().meta().uid().equals(worker.uid()))) {
            worker.drop();
            workers.remove(key);
            worker = null;
        }
        if (pod.isEmpty() || !pod.get().node().equals(Optional.of(node))) {
            return;
        }
        if (worker != null) {
            if (pod.get().isTerminating()) {
                worker.terminate(world.store().graceOf(pod.get()));
            } else if (!new PodResize(worker.given(), pod.get().spec()).isNothing() || waiting.contains(key)) {
                resize(worker, pod.get());
            }
        } else if (pod.get().isTerminating()) {
            world.store().remove(key);
        } else if (!pod.get().status().isOver()) {
            takeOn(pod.get());
        }
    }

    private void resize(PodWorker worker, Pod wanted) {
        if (worker.resize(wanted, room(worker, wanted.spec()))) {
            waiting.add(worker.key());
        } else {
            waiting.remove(worker.key());
        }
    }

    private NodeRoom room(PodWorker asking, PodSpec wanted) {
        List<PodSpec> others = new ArrayList<>(workers.size());
        for (PodWorker worker : workers.values()) {
            if (worker != asking && !worker.isOver()) {
                others.add(worker.given());
            }
        }
        return world.store()
                .get(new ObjectKey("Node", "", node), Node.class)
                .map(on -> NodeRoom.of(on, wanted, others))
                .orElse(new NodeRoom.TooLittle("the node is not registered"));
    }

    private void resizeWaiting() {
        for (ObjectKey key : List.copyOf(waiting)) {
            PodWorker worker = workers.get(key);
            Optional<Pod> pod = world.store().get(key, Pod.class);
            if (worker == null || worker.isOver() || pod.isEmpty()) {
                waiting.remove(key);
            } else if (room(worker, pod.get().spec()) instanceof NodeRoom.Enough) {
                resize(worker, pod.get());
            }
        }
    }

    /// A pod has changed, in whatever way.
    void note(Pod pod) {
        PodWorker worker = workers.get(pod.key());
        if (worker != null && worker.uid().equals(pod.meta().uid())) {
            worker.note(pod);
        }
    }

    private void takeOn(Pod pod) {
        PodWorker worker = new PodWorker(world, pod, this::gone);
        workers.put(pod.key(), worker);
        worker.takeOn(images.pull(
                pod.spec(), world.timeline().nanos(), () -> world.processes().imagePull(pod, random)));
    }

    private void gone(PodWorker worker) {
        workers.remove(worker.key());
        world.store().remove(worker.key());
        resizeWaiting();
    }

    /// The machine shuts down in order.
    void shutDown() {
        new ArrayList<>(workers.values()).forEach(PodWorker::shutDown);
        workers.clear();
    }

    /// The machine is gone; nobody reports anything.
    void vanish() {
        workers.values().forEach(PodWorker::drop);
        workers.clear();
    }

    void forEach(BiConsumer<Pod, PodProcess> each) {
        workers.values().forEach(worker -> worker.ifRunning(each));
    }
}
