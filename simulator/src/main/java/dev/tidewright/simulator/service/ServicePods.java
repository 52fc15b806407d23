package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The pods of services: starts their processes, keeps the balancers' lists, ends what has to end.
final class ServicePods {
    /// From a pod's change of readiness until every kube-proxy sends accordingly: EndpointSlice controller (batches of
    /// up to 0.5 s) and kube-proxy's `--iptables-min-sync-period` of 1 s.
    static final Duration PROPAGATION = Duration.ofSeconds(1);

    /// Where neither the container nor its node says how many cores there are.
    private static final double CORES_UNKNOWN = 4;

    /// How far pods of one template differ in memory.
    static final double MEMORY_SPREAD = 0.05;

    private final Timeline timeline;
    private final Store store;
    private final RandomGenerator random;
    private final Map<ObjectKey, Endpoint> endpoints = new HashMap<>(); // never walked
    private final List<ServicePod> ending = new ArrayList<>();

    ServicePods(Timeline timeline, Store store, RandomGenerator random) {
        this.timeline = timeline;
        this.store = store;
        this.random = random;
        store.watch(Pod.class, this::changed);
    }

    private void changed(Optional<Pod> before, Optional<Pod> after) {
        boolean was = before.filter(ServicePods::isEndpoint).isPresent();
        boolean is = after.filter(ServicePods::isEndpoint).isPresent();
        if (was != is) {
            ObjectKey key = after.or(() -> before).orElseThrow().key();
            Endpoint endpoint = endpoints.get(key);
            if (endpoint != null) {
                timeline.after(PROPAGATION, () -> list(key, endpoint, is));
            }
        }
    }

    private static boolean isEndpoint(Pod pod) {
        return pod.status().isReady() && !pod.isTerminating() && !pod.status().isOver();
    }

    private void list(ObjectKey key, Endpoint endpoint, boolean listed) {
        endpoint.list(listed);
        forget(key, endpoint);
    }

    private void forget(ObjectKey key, Endpoint endpoint) {
        if (endpoint.isForgotten()) {
            endpoints.remove(key, endpoint);
        }
    }

    PodProcess start(Pod pod, Host host, ServiceModel service) {
        Endpoint endpoint = endpoints.computeIfAbsent(pod.key(), key -> new Endpoint(service));
        var around = new ServicePod.Surroundings(host, timeline::nanos, new Life(endpoint));
        ServicePod.Room room = room(pod, service.spec());
        var process = new ServicePod(pod, service, around, room, startUp(service.spec(), room.cores()));
        endpoint.runs(process);
        timeline.after(Duration.ofNanos((long) (process.startUp().seconds() * 1e9)), () -> up(process, endpoint));
        return process;
    }

    private ServicePod.StartUp startUp(ServiceSpec spec, double cores) {
        double drawn = spec.startUp().draw(random).toNanos() / 1e9;
        double wanted = spec.startUpCpuMilli() / 1_000.0;
        double given = Math.min(wanted, cores);
        // The same work with less processor takes longer.
        return new ServicePod.StartUp(wanted > given ? drawn * wanted / given : drawn, given);
    }

    private ServicePod.Room room(Pod pod, ServiceSpec spec) {
        int worker = ServicePod.workerOf(pod, spec.container());
        Resources limits = pod.spec().containers().isEmpty()
                ? Resources.NONE
                : pod.spec().containers().get(worker).limits();
        double factor = 1 + MEMORY_SPREAD * (2 * random.nextDouble() - 1);
        return new ServicePod.Room(cores(pod, limits), memory(limits), factor, worker);
    }

    private static long memory(Resources limits) {
        return limits.memoryBytes() == 0 ? Long.MAX_VALUE : limits.memoryBytes();
    }

    private double cores(Pod pod, Resources limits) {
        if (limits.cpuMilli() > 0) {
            return limits.cpuMilli() / 1_000.0;
        }
        return pod.node()
                .flatMap(name -> store.get(new ObjectKey("Node", "", name), Node.class))
                .map(node -> node.allocatable().cpuMilli() / 1_000.0)
                .filter(cores -> cores > 0)
                .orElse(CORES_UNKNOWN);
    }

    private static void up(ServicePod process, Endpoint endpoint) {
        if (!process.isGone() && !process.isTerminating()) {
            process.up();
            endpoint.settle();
            process.host().probeChanged();
        }
    }

    /// What the kubelet does to a process.
    private final class Life implements ServicePod.Life {
        private final Endpoint endpoint;

        Life(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public void terminating(ServicePod pod) {
            timeline.after(PROPAGATION, () -> close(pod, endpoint));
        }

        @Override
        public void resized(ServicePod pod, Pod wanted) {
            Resources limits = wanted.spec()
                    .containers()
                    .get(ServicePod.workerOf(wanted, pod.service().spec().container()))
                    .limits();
            pod.service().resize(pod, () -> pod.takeRoom(cores(wanted, limits), memory(limits)));
        }

        @Override
        public void killed(ServicePod pod) {
            ending.remove(pod);
            endpoint.settle();
            forget(pod.pod().key(), endpoint);
        }
    }

    private void close(ServicePod pod, Endpoint endpoint) {
        if (!pod.isGone()) {
            pod.close();
            endpoint.settle();
            ending.add(pod);
        }
    }

    /// Ends, after a step, the processes that are done or out of memory.
    void reap(List<ServiceModel> services) {
        for (int i = ending.size() - 1; i >= 0; i--) {
            ServicePod pod = ending.get(i);
            if (pod.isFinished()) {
                ending.remove(i);
                end(pod, "Completed");
            }
        }
        for (int i = 0; i < services.size(); i++) {
            for (ServicePod pod : services.get(i).outOfMemory(timeline.nanos())) {
                end(pod, "OOMKilled");
            }
        }
    }

    private void end(ServicePod pod, String reason) {
        Endpoint endpoint = endpoints.get(pod.pod().key());
        pod.gone();
        if (endpoint != null) {
            endpoint.settle();
            forget(pod.pod().key(), endpoint);
        }
        pod.host().exited(reason);
    }
}
