package dev.tidewright.simulator.service;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.cache.CacheModel;
import dev.tidewright.simulator.database.DatabaseModel;
import dev.tidewright.simulator.faults.CacheFaults;
import dev.tidewright.simulator.faults.DatabaseFaults;
import dev.tidewright.simulator.process.Host;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.process.PodProcesses;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.queueing.WaitingCurve;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import dev.tidewright.simulator.traffic.ArrivalCurve;
import dev.tidewright.simulator.traffic.ClosedLoop;
import dev.tidewright.simulator.traffic.OpenLoop;
import dev.tidewright.simulator.traffic.Source;
import dev.tidewright.simulator.traffic.Steered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The whole application under load: traffic, services, databases, caches. One event a step drives all of it.
///
/// Within a step, traffic comes in first, then each service is served, callers before those they call, so that a
/// request reaches the last of them in the step in which it came. What a call took is known to its caller one step
/// later.
public final class Application implements PodProcesses, DatabaseFaults, CacheFaults {
    private static final ArrivalCurve NOTHING =
            new ArrivalCurve(List.of(new TrafficSpec.Arrivals.Point(Duration.ZERO, 0)));

    private final World world;
    private final Map<String, ServiceModel> byName = new LinkedHashMap<>();
    private final Map<ObjectKey, ServiceModel> byWorkload = new LinkedHashMap<>();
    private final List<ServiceModel> services;
    private final List<Inflow> inflows = new ArrayList<>();
    private final ServicePods pods;
    private final Owners owners;
    private final Backends backends;
    private final List<LevelWatch> watches = new ArrayList<>();
    private final SplittableRandom random;
    private long steps;

    /// What the application lives in.
    public record World(Timeline timeline, Store store, Recorder recorder, Journal journal) {}

    private record Inflow(Steered source, ServiceModel into) {}

    public Application(Scenario scenario, World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        var curves = new WaitingCurve.Shelf();
        for (ServiceSpec spec : scenario.services()) {
            var latencies = world.recorder().latencies("service/" + spec.name());
            var service = new ServiceModel(spec, random.split(), curves, latencies);
            byName.put(spec.name(), service);
            byWorkload.put(spec.workload(), service);
        }
        services = CallOrder.of(byName);
        owners = new Owners(world.store());
        backends = new Backends(scenario, new ReadyPods(world.store(), owners), curves, random.split());
        connect();
        for (TrafficSpec traffic : scenario.traffic()) {
            inflows.add(inflow(traffic, random.split()));
        }
        pods = new ServicePods(world.timeline(), world.store(), random.split());
        services.forEach(this::observe);
        backends.register(world.recorder());
    }

    private void observe(ServiceModel service) {
        ServiceRecords.register(service, world.recorder());
        watches.add(new LevelWatch(service, world.journal(), world.timeline()));
    }

    private void connect() {
        for (ServiceModel service : services) {
            backends.connect(service);
            for (ServiceSpec.Call call : service.spec().calls()) {
                service.needs().add(named(call.service()), call.perRequest());
            }
        }
    }

    private ServiceModel named(String name) {
        ServiceModel found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no such service: " + name);
        }
        return found;
    }

    private Inflow inflow(TrafficSpec traffic, RandomGenerator random) {
        ServiceModel into = named(traffic.service());
        return switch (traffic.source()) {
            case TrafficSpec.Arrivals arrivals ->
                new Inflow(new Steered(new OpenLoop(new ArrivalCurve(arrivals.points()), random)), into);
            case TrafficSpec.Users users ->
                new Inflow(new Steered(new ClosedLoop(users, new Seen(into), random)), into);
        };
    }

    /// Has requests come in at a service at a steady rate, whatever the scenario says, until [#releaseTraffic].
    ///
    /// @throws IllegalArgumentException where there is no such service
    public void steerTraffic(String service, double perSecond) {
        ServiceModel into = named(service);
        var steady = new ArrivalCurve(List.of(new TrafficSpec.Arrivals.Point(Duration.ZERO, perSecond)));
        boolean first = true;
        for (Inflow inflow : inflows) {
            if (inflow.into() == into) {
                inflow.source().to(new OpenLoop(first ? steady : NOTHING, random.split()));
                first = false;
            }
        }
        if (first) {
            var source = new Steered(new OpenLoop(NOTHING, random.split()));
            source.to(new OpenLoop(steady, random.split()));
            inflows.add(new Inflow(source, into));
        }
    }

    /// Requests come as the scenario has them again, at every service.
    ///
    /// @return the services at which they were steered
    public List<String> releaseTraffic() {
        List<String> released = new ArrayList<>();
        for (Inflow inflow : inflows) {
            if (inflow.source().isSteered()) {
                inflow.source().release();
                released.add(inflow.into().spec().name());
            }
        }
        return released;
    }

    /// The services at which requests come in from outside, in the scenario's order.
    public List<String> entries() {
        return inflows.stream()
                .map(inflow -> inflow.into().spec().name())
                .distinct()
                .toList();
    }

    /// What users see of a service.
    private record Seen(ServiceModel service) implements ClosedLoop.Server {
        @Override
        public long inFlight() {
            return service.inFlight();
        }

        @Override
        public double answerSeconds() {
            return service.seconds();
        }
    }

    /// Plans the first step. Call once, at the scenario's start.
    public void begin() {
        planNext();
    }

    private void planNext() {
        steps++;
        world.timeline().at(Math.multiplyExact(steps, Step.LENGTH.toNanos()), this::step);
    }

    private void step() {
        double seconds = steps * Step.SECONDS;
        for (int i = 0; i < inflows.size(); i++) {
            Inflow inflow = inflows.get(i);
            Source source = inflow.source();
            source.draw(seconds);
            inflow.into().arrive(source.count(), source.again(), source.expected());
        }
        for (int i = 0; i < services.size(); i++) {
            services.get(i).step(steps);
        }
        backends.step(steps);
        pods.reap(services);
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).look();
        }
        planNext();
    }

    public Optional<ServiceModel> service(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The service that a workload's pods run.
    public Optional<ServiceModel> serviceOf(ObjectKey workload) {
        return Optional.ofNullable(byWorkload.get(workload));
    }

    public List<ServiceModel> services() {
        return services;
    }

    /// Holds every service's books against what is in flight.
    ///
    /// @throws IllegalStateException if a request or a query was lost or invented
    public void check() {
        services.forEach(ServiceModel::check);
        backends.check();
    }

    @Override
    public void slow(String database, double factor) {
        backends.database(database).slow(factor);
    }

    @Override
    public void flush(String cache) {
        backends.cache(cache).flush();
    }

    public List<DatabaseModel> databases() {
        return backends.databases();
    }

    public List<CacheModel> caches() {
        return backends.caches();
    }

    @Override
    public PodProcess start(Pod pod, Host host) {
        Optional<ObjectKey> workload = owners.workloadOf(pod);
        Optional<ServiceModel> service = workload.flatMap(this::serviceOf);
        return service.<PodProcess>map(model -> pods.start(pod, host, model))
                .orElseGet(() -> IdleProcess.start(pod, host, world.timeline(), workload.flatMap(backends::burdenOf)));
    }

    @Override
    public Duration imagePull(Pod pod, RandomGenerator random) {
        return owners.workloadOf(pod)
                .flatMap(this::serviceOf)
                .map(service -> service.spec().imagePull().draw(random))
                .orElse(IdleProcess.IMAGE_PULL);
    }
}
