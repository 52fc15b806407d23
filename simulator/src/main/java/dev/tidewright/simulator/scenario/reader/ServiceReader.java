package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.ServiceSpec.Call;
import dev.tidewright.simulator.scenario.ServiceSpec.LookUp;
import dev.tidewright.simulator.scenario.ServiceSpec.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads `services`: how the software in each workload behaves under load, by the service's name.
final class ServiceReader {
    static final Distribution PULL = new Distribution.LogNormal(Duration.ofSeconds(6), Duration.ofSeconds(15));
    static final Distribution READY = new Distribution.LogNormal(Duration.ofSeconds(4), Duration.ofSeconds(9));
    static final int CONCURRENCY = 100;
    static final int QUEUE = 500;
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final Bytes PER_REQUEST = Bytes.ofMebi(1);
    private static final Distribution NONE = new Distribution.Fixed(Duration.ZERO);

    private final Reading reading;

    ServiceReader(Reading reading) {
        this.reading = reading;
    }

    List<ServiceSpec> read(Fields scenario) {
        return reading.entries(scenario, "services", this::service);
    }

    private ServiceSpec service(Reading.Entry entry) {
        Fields service = entry.fields();
        String name = entry.name();
        ObjectKey workload = reading.workloads()
                .named(service, "runs")
                .orElseThrow(() -> Units.missing(service, "runs", "a workload, e.g. deployment/" + name));
        Container container = container(service, workload);
        Optional<Fields> memory = service.mapping("memory");
        Optional<Fields> start = service.mapping("start");
        ServiceSpec spec = new ServiceSpec(
                name,
                workload,
                container.name(),
                Units.distribution(service, "cpu")
                        .orElseThrow(() -> Units.missing(service, "cpu", "CPU time of a request, e.g. 5ms")),
                Units.distribution(service, "waits").orElse(NONE),
                memory.flatMap(fields -> Units.bytes(fields, "base")).orElseGet(() -> base(name, container)),
                memory.flatMap(fields -> Units.bytes(fields, "perRequest"))
                        .orElseGet(() -> assume(name, "memory per request in flight", PER_REQUEST)),
                memory.flatMap(fields -> Units.bytesPerHour(fields, "leak")).orElse(Bytes.ZERO),
                Units.count(service, "concurrency", 1)
                        .orElseGet(() -> assume(name, "requests a pod works on at a time", CONCURRENCY)),
                Units.count(service, "queue", 0).orElseGet(() -> assume(name, "requests that wait in a pod", QUEUE)),
                start.flatMap(fields -> Units.distribution(fields, "pull"))
                        .orElseGet(() -> assume(name, "image pull", PULL)),
                start.flatMap(fields -> Units.distribution(fields, "ready"))
                        .orElseGet(() -> assume(name, "start until ready", READY)),
                start.flatMap(fields -> Units.milliCpu(fields, "cpu")).orElse(0L),
                Units.length(service, "timeout").orElseGet(() -> assume(name, "time-out of callers", TIMEOUT)),
                Units.count(service, "retries", 0).orElse(0),
                calls(service),
                queries(service),
                lookUps(service));
        memory.ifPresent(Fields::refuseUnknown);
        start.ifPresent(Fields::refuseUnknown);
        service.refuseUnknown();
        return spec;
    }

    private <T> T assume(String service, String what, T value) {
        String words = switch (value) {
            case Duration duration -> Durations.format(duration);
            case Distribution.LogNormal spread ->
                Durations.format(spread.median()) + " (median; " + Durations.format(spread.p95()) + " at p95)";
            default -> value.toString();
        };
        reading.assume("services." + service + ": " + what + " " + words);
        return value;
    }

    private Container container(Fields service, ObjectKey workload) {
        List<Container> containers =
                reading.workloads().template(workload).spec().containers();
        Optional<String> name = service.text("container");
        if (name.isEmpty()) {
            return containers.getFirst();
        }
        return containers.stream()
                .filter(container -> container.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> service.complaint(
                        "container",
                        "no container '" + name.get() + "' in " + workload + "; expected "
                                + Nearest.oneOf(
                                        containers.stream().map(Container::name).toList())));
    }

    /// Half of what the container asks for; a small program where it asks for nothing.
    private Bytes base(String name, Container container) {
        long requested = container.requests().memoryBytes();
        return assume(name, "memory of an idle pod", requested > 0 ? new Bytes(requested / 2) : Bytes.ofMebi(64));
    }

    private List<Call> calls(Fields service) {
        return reading.entries(service, "calls", entry -> new Call(entry.name(), perRequest(entry)));
    }

    private static double perRequest(Reading.Entry entry) {
        return Units.number(entry.parent(), entry.name())
                .orElseThrow(() -> entry.parent().complaint(entry.name(), "expected a number a request"));
    }

    private List<Query> queries(Fields service) {
        return reading.entries(service, "queries", entry -> query(entry.name(), entry.fields()));
    }

    private static Query query(String database, Fields query) {
        Query read = new Query(
                database,
                Units.number(query, "perRequest").orElse(1.0),
                Units.distribution(query, "time")
                        .orElseThrow(() -> Units.missing(query, "time", "time of one query, e.g. 2ms")));
        query.refuseUnknown();
        return read;
    }

    private List<LookUp> lookUps(Fields service) {
        return reading.entries(service, "lookups", entry -> {
            Fields lookUp = entry.fields();
            LookUp read = new LookUp(
                    entry.name(),
                    Units.number(lookUp, "perRequest").orElse(1.0),
                    lookUp.mapping("onMiss").map(ServiceReader::onMiss));
            lookUp.refuseUnknown();
            return read;
        });
    }

    private static Query onMiss(Fields miss) {
        return query(miss.requiredText("database"), miss);
    }
}
