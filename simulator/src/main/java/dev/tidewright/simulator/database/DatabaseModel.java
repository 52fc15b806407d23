package dev.tidewright.simulator.database;

import dev.tidewright.simulator.queueing.Downstream;
import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Moments;
import dev.tidewright.simulator.queueing.ServerGroup;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.queueing.WaitingCurve;
import dev.tidewright.simulator.queueing.Work;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One PostgreSQL server with its PgBouncers: queries wait for a server connection, then share the cores.
///
/// A query's time is taken as time on a core: on a busy server it grows as in any queue. Every open connection beyond
/// the first hundred slows all queries a little (snapshots, cache pressure).
public final class DatabaseModel implements ServerGroup.Leaving {
    /// PgBouncer's `query_wait_timeout`.
    private static final double GIVE_UP_SECONDS = 120;

    private static final double REFUSAL_SECONDS = 0.002;
    private static final int CHEAP_CONNECTIONS = 100;
    private static final double COST_PER_CONNECTION = 0.0005;
    private static final int WAITING_MAX = 1_000_000;

    /// Weight of the newest step in what callers are told to expect.
    private static final double NEWEST = 0.5;

    private final DatabaseSpec spec;
    private final RandomGenerator random;
    private final WaitingCurve.Shelf curves;
    private final Connections connections;
    private final Supplier<Connections.Demand> demands;
    private final Work work = new Work();
    private final long[] arrivals = new long[1];
    private ServerGroup server;
    private int slots;
    private Connections.Demand demand = new Connections.Demand(false, 0, 0, 0);
    private double slowness = 1;
    private long inbox;
    private double inboxExpected;
    private double inboxSeconds;
    private double meanSeconds;
    private double refusedShare;
    private double failedShare;
    private double waitSeconds;
    private long asked;
    private long answered;
    private long failed;
    private long failedNow;
    private long refusals;
    private double cpuSeconds;

    /// Tells who is there.
    public interface Surroundings {
        /// Whether the server itself runs.
        boolean isUp();

        int readyPoolers();

        /// Application pods that send queries.
        int clientPods();

        /// Connections that those pods open without a pooler.
        int directConnections();
    }

    public DatabaseModel(
            DatabaseSpec spec, RandomGenerator random, WaitingCurve.Shelf curves, Surroundings surroundings) {
        this.spec = spec;
        this.random = random;
        this.curves = curves;
        connections = new Connections(spec);
        demands = () -> new Connections.Demand(
                surroundings.isUp(),
                surroundings.readyPoolers(),
                surroundings.clientPods(),
                surroundings.directConnections());
        slots = 1;
        server = servers(1);
    }

    private ServerGroup servers(int slots) {
        var shape = new ServerGroup.Shape(spec.cores(), slots, WAITING_MAX, GIVE_UP_SECONDS, 1);
        var group = new ServerGroup(shape, random, curves, this);
        return group;
    }

    public DatabaseSpec spec() {
        return spec;
    }

    /// Queries of one kind, for those who send them.
    public Downstream queries(ServiceSpec.Query query) {
        return new Queries(Moments.of(query.time()));
    }

    private final class Queries implements Downstream {
        private final Moments time;

        Queries(Moments time) {
            this.time = time;
        }

        @Override
        public double seconds() {
            double through = Math.min(GIVE_UP_SECONDS, waitSeconds + time.mean() * slowness);
            return (1 - refusedShare) * through + refusedShare * REFUSAL_SECONDS;
        }

        @Override
        public double variance() {
            double waited = Math.min(1, waitSeconds);
            return time.variance() * slowness * slowness + waited * waited;
        }

        @Override
        public double failedShare() {
            return failedShare;
        }

        @Override
        public void ask(long count, double expected) {
            inbox += count;
            inboxExpected += expected;
            inboxSeconds += expected * time.mean();
        }
    }

    /// From now on each query takes `factor` times as long.
    public void slow(double factor) {
        slowness = factor;
    }

    /// Lets one step pass.
    public void step(long now) {
        demand = demands.get();
        resize(now);
        failedNow = 0;
        if (inboxExpected > 0) {
            meanSeconds = inboxSeconds / inboxExpected;
        }
        double crowd = 1 + COST_PER_CONNECTION * Math.max(0, connections.open(demand) - CHEAP_CONNECTIONS);
        work.cpu = meanSeconds * slowness * crowd;
        work.holding = work.cpu;
        work.variance = work.cpu * work.cpu;
        double refused = slots == 0 ? 1 : connections.refusedShare(demand);
        long turnedAway = Draws.binomial(random, inbox, refused);
        asked += inbox;
        failed += turnedAway;
        failedNow += turnedAway;
        refusals += turnedAway;
        arrivals[0] = inbox - turnedAway;
        long doneBefore = answered;
        server.step(now, arrivals, 0, inboxExpected * (1 - refused), work);
        connections.waited(waiting());
        cpuSeconds += busyCores() * Step.SECONDS;
        tell(refused, answered - doneBefore);
        inbox = 0;
        inboxExpected = 0;
        inboxSeconds = 0;
    }

    /// Follows the poolers: more or fewer server connections, the same queries.
    private void resize(long now) {
        int wanted = demand.up() ? connections.slots(demand) : 0;
        if (wanted == slots && server.servers() == (wanted == 0 ? 0 : 1)) {
            return;
        }
        ServerGroup before = server;
        server = servers(Math.max(1, wanted));
        server.absorb(before, now);
        if (wanted == 0 && server.servers() == 1) {
            server.die(now, this::lost);
        } else if (wanted > 0 && server.servers() == 0) {
            server.join();
        }
        slots = wanted;
    }

    private void lost(int lane, long count) {
        failed += count;
        failedNow += count;
    }

    private void tell(double refused, long done) {
        refusedShare = refused;
        double response = server.servers() == 0 ? 0 : server.responseSeconds(work);
        waitSeconds = Math.max(0, response - meanSeconds * slowness);
        double share = done + failedNow == 0 ? refused : (double) failedNow / (done + failedNow);
        failedShare += NEWEST * (Math.max(refused, share) - failedShare);
        if (failedShare < 1e-6) {
            failedShare = 0;
        }
    }

    @Override
    public void answered(int lane, double seconds, long count) {
        answered += count;
    }

    @Override
    public void timedOut(int lane, long count) {
        lost(lane, count);
    }

    @Override
    public void refused(int lane, long count) {
        lost(lane, count);
    }

    /// Queries answered since the start.
    public long answered() {
        return answered;
    }

    /// Queries whose connection was refused since the start.
    public long refusals() {
        return refusals;
    }

    /// Queries that wait for a server connection.
    public long waiting() {
        return Math.max(0, server.all() - slots);
    }

    /// Server connections in use.
    public long connectionsInUse() {
        return spec.pooler().isPresent() ? Math.min(slots, server.all()) : connections.open(demand);
    }

    public int connectionLimit() {
        return connections.limit(demand);
    }

    public double busyCores() {
        return server.servers() == 0 ? 0 : server.processorUse() * spec.cores();
    }

    /// How long a query waits beyond its own time, in seconds.
    public double waitSeconds() {
        return waitSeconds;
    }

    /// Processor time used since the start, in seconds.
    public double cpuSeconds() {
        return cpuSeconds;
    }

    /// Holds the books against what is in flight.
    ///
    /// @throws IllegalStateException if a query was lost or invented
    public void check() {
        if (asked != answered + failed + server.living()) {
            throw new IllegalStateException("queries of " + spec.name() + " do not add up: asked " + asked
                    + ", answered " + answered + ", failed " + failed + ", in flight " + server.living());
        }
    }
}
