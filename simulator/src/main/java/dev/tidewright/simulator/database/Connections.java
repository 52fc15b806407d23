package dev.tidewright.simulator.database;

import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.scenario.DatabaseSpec;

/// Who may talk to a database at once: PgBouncer's pools, `max_connections`, and who is turned away.
final class Connections {
    /// `superuser_reserved_connections`
    private static final int RESERVED = 3;

    /// `reserve_pool_timeout`
    private static final double RESERVE_AFTER_SECONDS = 5;

    /// How long reserve connections stay once nobody waits: PgBouncer closes idle ones late, this is on the short side.
    private static final double RESERVE_FOR_SECONDS = 60;

    private final DatabaseSpec spec;
    private double waitedSeconds;
    private double reserveSeconds;

    Connections(DatabaseSpec spec) {
        this.spec = spec;
    }

    /// Tells how many waited in the last step.
    void waited(long clients) {
        waitedSeconds = clients > 0 ? waitedSeconds + Step.SECONDS : 0;
        reserveSeconds = waitedSeconds > RESERVE_AFTER_SECONDS
                ? RESERVE_FOR_SECONDS
                : Math.max(0, reserveSeconds - Step.SECONDS);
    }

    /// Queries that can run at once; 0 where there is no way in.
    int slots(Demand demand) {
        int server = Math.max(0, spec.maxConnections() - RESERVED);
        return spec.pooler()
                .map(pooler -> Math.min(
                        server, demand.poolers() * (pooler.poolSize() + (reserveSeconds > 0 ? pooler.reserve() : 0))))
                .orElse(Math.min(server, Math.max(1, demand.directConnections())));
    }

    /// The most that [#slots] can become with the poolers there are.
    int limit(Demand demand) {
        int server = Math.max(0, spec.maxConnections() - RESERVED);
        return spec.pooler()
                .map(pooler -> Math.min(server, demand.poolers() * (pooler.poolSize() + pooler.reserve())))
                .orElse(server);
    }

    /// Connections open at the server; each costs it a little.
    int open(Demand demand) {
        return spec.pooler().isPresent() ? slots(demand) : Math.min(limit(demand), demand.directConnections());
    }

    /// Share of clients whose connection is refused: `max_client_conn`, or `too many clients already`.
    double refusedShare(Demand demand) {
        double wanted = spec.pooler()
                .map(pooler -> demand.clientPods() * pooler.clientPerPod())
                .orElse(demand.directConnections());
        double allowed = spec.pooler()
                .map(pooler -> demand.poolers() * pooler.maxClients())
                .orElse(Math.max(0, spec.maxConnections() - RESERVED));
        return wanted <= allowed ? 0 : 1 - allowed / wanted;
    }

    /// Who wants to talk to the database now.
    ///
    /// @param poolers           ready PgBouncers
    /// @param clientPods        application pods that talk to it
    /// @param directConnections what those pods open where there is no pooler: one a slot
    record Demand(boolean up, int poolers, int clientPods, int directConnections) {}
}
