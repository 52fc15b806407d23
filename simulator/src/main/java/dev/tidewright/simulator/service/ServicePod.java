package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.process.Aged;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.queueing.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process of one pod of a service.
final class ServicePod implements Aged {
    private static final double NANOS = 1e9;

    /// What a container burns that does nothing: runtimes, health checks, agents.
    private static final double IDLE_CORES = 0.002;

    private static final long SIDECAR_BYTES = 32L << 20;

    private final Pod pod;
    private final Host host;
    private final ServiceModel service;
    private final Clock clock;
    private final Life life;
    private final int worker;
    private double cores;
    private long memoryLimit;
    private final double memoryFactor;
    private final long startedNanos;
    private final StartUp startUp;
    private Stage stage = Stage.STARTING;
    private boolean terminating;
    private double cpuSecondsBefore;
    private double cpuSecondsAtJoin;
    /// What it could have burnt before its cores last changed, and when that was.
    private double capacityBefore;

    private double capacitySince;
    private @Nullable PodGroup group;

    /// Where the process stands.
    enum Stage {
        STARTING,
        UP,
        CLOSED,
        GONE
    }

    /// Hears what the kubelet does to the process.
    interface Life {
        void terminating(ServicePod pod);

        void killed(ServicePod pod);

        /// Its containers are to have what `wanted` says.
        void resized(ServicePod pod, Pod wanted);
    }

    /// Nanoseconds of virtual time.
    interface Clock {
        long nanos();
    }

    /// @param seconds from process start until probes succeed
    /// @param cores   burnt meanwhile
    record StartUp(double seconds, double cores) {}

    /// @param cores        what the container may use
    /// @param memoryLimit  [Long#MAX_VALUE] where there is none
    /// @param memoryFactor how this pod's memory differs from its equals'
    /// @param worker       index of the container that does the work
    record Room(double cores, long memoryLimit, double memoryFactor, int worker) {}

    /// What surrounds a process.
    record Surroundings(Host host, Clock clock, Life life) {}

    ServicePod(Pod pod, ServiceModel service, Surroundings around, Room room, StartUp startUp) {
        this.pod = pod;
        this.service = service;
        this.startUp = startUp;
        host = around.host();
        clock = around.clock();
        life = around.life();
        worker = room.worker();
        cores = room.cores();
        memoryLimit = room.memoryLimit();
        memoryFactor = room.memoryFactor();
        startedNanos = clock.nanos();
    }

    Pod pod() {
        return pod;
    }

    Host host() {
        return host;
    }

    ServiceModel service() {
        return service;
    }

    double cores() {
        return cores;
    }

    StartUp startUp() {
        return startUp;
    }

    Optional<PodGroup> group() {
        return Optional.ofNullable(group);
    }

    boolean isUp() {
        return stage == Stage.UP;
    }

    boolean isGone() {
        return stage == Stage.GONE;
    }

    boolean isTerminating() {
        return terminating;
    }

    void up() {
        stage = Stage.UP;
    }

    /// Listens no more; what is inside is finished.
    void close() {
        stage = Stage.CLOSED;
    }

    /// Whether a process that was told to end has nothing left to do.
    boolean isFinished() {
        return stage != Stage.UP && (group == null || group.servers().all() == 0);
    }

    void gone() {
        stage = Stage.GONE;
    }

    void moveTo(PodGroup next) {
        moveNowhere();
        group = next;
        cpuSecondsAtJoin = next.servers().cpuSecondsEach();
    }

    void moveNowhere() {
        cpuSecondsBefore = workSeconds();
        cpuSecondsAtJoin = 0;
        group = null;
    }

    private double workSeconds() {
        return cpuSecondsBefore + (group == null ? 0 : group.servers().cpuSecondsEach() - cpuSecondsAtJoin);
    }

    private double ageSeconds() {
        return (clock.nanos() - startedNanos) / NANOS;
    }

    @Override
    public long cpuNanos(int container) {
        double age = ageSeconds();
        double seconds = age * IDLE_CORES;
        if (container == worker) {
            double burnt = Math.min(age, startUp.seconds()) * startUp.cores();
            double most = capacityBefore + (age - capacitySince) * cores + cores * Step.SECONDS;
            seconds = Math.min(seconds + burnt + workSeconds(), most);
        }
        return (long) (seconds * NANOS);
    }

    @Override
    public long memoryBytes(int container) {
        return container == worker ? memory() : SIDECAR_BYTES;
    }

    private long memory() {
        var spec = service.spec();
        double inside = group == null ? 0 : group.servers().insideEach();
        double leaked = spec.leakPerHour().count() * ageSeconds() / 3_600;
        double wanted = spec.memoryBase().count() * memoryFactor
                + spec.memoryPerRequest().count() * inside
                + leaked;
        return Math.min((long) wanted, memoryLimit);
    }

    /// Whether the container wants more memory than it may have.
    boolean isOutOfMemory() {
        return memory() >= memoryLimit;
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    long memoryLimit() {
        return memoryLimit;
    }

    @Override
    public boolean answersProbe() {
        return stage == Stage.UP;
    }

    @Override
    public void resized(Pod wanted) {
        life.resized(this, wanted);
    }

    /// From now on it has this much room.
    void takeRoom(double cores, long memoryLimit) {
        double age = ageSeconds();
        capacityBefore += (age - capacitySince) * this.cores;
        capacitySince = age;
        this.cores = cores;
        this.memoryLimit = memoryLimit;
    }

    @Override
    public void terminate() {
        terminating = true;
        life.terminating(this);
    }

    @Override
    public void kill() {
        stage = Stage.GONE;
        life.killed(this);
    }

    /// The container that does a service's work: the one named, or the first.
    static int workerOf(Pod pod, String name) {
        var containers = pod.spec().containers();
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            if (container.name().equals(name)) {
                return i;
            }
        }
        return 0;
    }
}
