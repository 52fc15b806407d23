package dev.tidewright.simulator.world;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.faults.FaultPlayer;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.service.Application;
import dev.tidewright.simulator.service.ServiceModel;
import dev.tidewright.simulator.time.Timeline;
import java.util.List;

/// What people do to a running world from outside: more or less traffic, a fault. Journal and events say that it was
/// done by hand. To be called between two events, by the thread that plays the world.
public final class Steering {
    private static final String EVENT = "Steered";

    private final Timeline timeline;
    private final Cluster cluster;
    private final Journal journal;
    private final Application application;
    private final FaultPlayer faults;

    Steering(Timeline timeline, Cluster cluster, Journal journal, Application application, FaultPlayer faults) {
        this.timeline = timeline;
        this.cluster = cluster;
        this.journal = journal;
        this.application = application;
        this.faults = faults;
    }

    /// The services at which requests come in from outside; the first is the usual one.
    public List<String> entries() {
        return application.entries();
    }

    public List<String> services() {
        return application.services().stream()
                .map(service -> service.spec().name())
                .toList();
    }

    /// Requests come in at a service at a steady rate, until [#releaseTraffic].
    ///
    /// @param perSecond 0 and up
    /// @throws IllegalArgumentException where there is no such service
    public void traffic(String service, double perSecond) {
        application.steerTraffic(service, perSecond);
        tell(
                workload(service),
                "traffic",
                because("traffic is set by hand").given("service", service).given("perSecond", perSecond));
    }

    /// Requests come as the scenario has them again.
    ///
    /// @return the services at which they were steered
    public List<String> releaseTraffic() {
        List<String> released = application.releaseTraffic();
        for (String service : released) {
            tell(
                    workload(service),
                    "traffic",
                    because("traffic follows the scenario again").given("service", service));
        }
        return released;
    }

    /// Lets a fault begin now. A workload, node group, database or cache that it names must exist.
    ///
    /// @param words how it is told
    public void fault(Fault fault, String words) {
        ObjectKey about = new ObjectKey("Namespace", "", "kube-system");
        tell(about, "fault", because("a fault is asked for by hand").given("fault", words));
        faults.play(fault);
    }

    private ObjectKey workload(String service) {
        return application
                .service(service)
                .map(ServiceModel::spec)
                .orElseThrow(() -> new IllegalArgumentException("no such service: " + service))
                .workload();
    }

    private void tell(ObjectKey about, String actor, Explanation why) {
        journal.record(new Journal.Entry(timeline.instant(), actor, about, "steer", why, List.of()));
        cluster.apply(new Change.Emit(about, "Normal", EVENT, why.toString()));
    }
}
