package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.PodProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// The kubelet of one node: the pods that are bound to it, and the images it has.
final class NodeAgent {
    private final KubeletWorld world;
    private final String node;
    private final RandomGenerator random;
    private final ImageCache images = new ImageCache();
    private final Map<ObjectKey, PodWorker> workers = new LinkedHashMap<>();

    NodeAgent(KubeletWorld world, String node, RandomGenerator random) {
        this.world = world;
        this.node = node;
        this.random = random;
    }

    /// Brings one pod from what runs to what the store says.
    void sync(ObjectKey key) {
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
            }
        } else if (pod.get().isTerminating()) {
            world.store().remove(key);
        } else if (!pod.get().status().isOver()) {
            takeOn(pod.get());
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
