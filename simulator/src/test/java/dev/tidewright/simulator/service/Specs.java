package dev.tidewright.simulator.service;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.simulator.scenario.AutoscalingSettings;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.TrafficSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Builds scenarios for tests, a field at a time.
public final class Specs {
    public static final ObjectKey WEB = new ObjectKey("StatefulSet", "shop", "web");
    public static final ObjectKey API = new ObjectKey("StatefulSet", "shop", "api");
    public final List<ServiceSpec> services = new ArrayList<>();
    public final List<DatabaseSpec> databases = new ArrayList<>();
    public final List<CacheSpec> caches = new ArrayList<>();
    public final List<TrafficSpec> traffic = new ArrayList<>();

    public static Distribution millis(long millis) {
        return new Distribution.Fixed(Duration.ofMillis(millis));
    }

    public static Distribution exponentialLike(long medianMillis, long p95Millis) {
        return new Distribution.LogNormal(Duration.ofMillis(medianMillis), Duration.ofMillis(p95Millis));
    }

    public static Service service(String name, ObjectKey workload) {
        return new Service(name, workload);
    }

    public Specs arrivals(String service, double perSecond) {
        var points = List.of(
                new TrafficSpec.Arrivals.Point(Duration.ZERO, perSecond),
                new TrafficSpec.Arrivals.Point(Duration.ofDays(30), perSecond));
        traffic.add(new TrafficSpec(service, new TrafficSpec.Arrivals("constant", points)));
        return this;
    }

    public Specs users(String service, int count, Distribution think) {
        traffic.add(new TrafficSpec(service, new TrafficSpec.Users(count, think, Duration.ofSeconds(10))));
        return this;
    }

    public Scenario scenario() {
        return new Scenario(
                "test",
                Yard.START,
                Duration.ofDays(30),
                List.of(),
                List.of(),
                services,
                databases,
                caches,
                traffic,
                List.of(),
                List.of(),
                MetricsPipeline.DEFAULT,
                AutoscalingSettings.NONE,
                "USD",
                List.of(),
                List.of(),
                List.of());
    }

    /// One service, with gentle defaults.
    public static final class Service {
        private final String name;
        private final ObjectKey workload;
        private Distribution cpu = millis(20);
        private Distribution waiting = millis(0);
        private int concurrency = 50;
        private int queue = 1_000;
        private Duration timeout = Duration.ofSeconds(30);
        private int retries;
        private Bytes perRequest = new Bytes(100_000);
        private Bytes leak = Bytes.ZERO;
        private long startUpMilli;
        private final List<ServiceSpec.Call> calls = new ArrayList<>();
        private final List<ServiceSpec.Query> queries = new ArrayList<>();
        private final List<ServiceSpec.LookUp> lookUps = new ArrayList<>();

        private Service(String name, ObjectKey workload) {
            this.name = name;
            this.workload = workload;
        }

        public Service cpu(Distribution cpu) {
            this.cpu = cpu;
            return this;
        }

        public Service waiting(Distribution waiting) {
            this.waiting = waiting;
            return this;
        }

        public Service slots(int concurrency, int queue) {
            this.concurrency = concurrency;
            this.queue = queue;
            return this;
        }

        public Service timeout(Duration timeout, int retries) {
            this.timeout = timeout;
            this.retries = retries;
            return this;
        }

        public Service memory(Bytes perRequest, Bytes leak) {
            this.perRequest = perRequest;
            this.leak = leak;
            return this;
        }

        public Service startUpMilli(long milli) {
            startUpMilli = milli;
            return this;
        }

        public Service calls(String service, double perRequest) {
            calls.add(new ServiceSpec.Call(service, perRequest));
            return this;
        }

        public Service queries(String database, double perRequest, Distribution time) {
            queries.add(new ServiceSpec.Query(database, perRequest, time));
            return this;
        }

        public Service looksUp(ServiceSpec.LookUp lookUp) {
            lookUps.add(lookUp);
            return this;
        }

        public ServiceSpec build() {
            return new ServiceSpec(
                    name,
                    workload,
                    "main",
                    cpu,
                    waiting,
                    Bytes.ofMebi(100),
                    perRequest,
                    leak,
                    concurrency,
                    queue,
                    millis(1_000),
                    millis(5_000),
                    startUpMilli,
                    timeout,
                    retries,
                    calls,
                    queries,
                    lookUps);
        }
    }
}
