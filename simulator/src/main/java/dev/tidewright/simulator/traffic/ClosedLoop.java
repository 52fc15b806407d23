package dev.tidewright.simulator.traffic;

import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.scenario.TrafficSpec.Users;
import java.util.random.RandomGenerator;

/// Users who wait for an answer, think, and ask again. By the law of interactive systems `n` users send
/// `n / (think + answer)` requests a second; no user ever has two in flight.
public final class ClosedLoop implements Source {
    private static final double NANOS = 1e9;
    private static final double SHORTEST_ROUND_SECONDS = 0.001;

    private final Users users;
    private final Server server;
    private final RandomGenerator random;
    private final double thinkSeconds;
    private double expected;
    private long count;
    private long again;

    /// What users see of the service.
    public interface Server {
        /// Requests of users that are not yet answered.
        long inFlight();

        /// How long an answer takes now.
        double answerSeconds();
    }

    public ClosedLoop(Users users, Server server, RandomGenerator random) {
        this.users = users;
        this.server = server;
        this.random = random;
        thinkSeconds = users.think().mean().toNanos() / NANOS;
    }

    /// Users who have joined by a time.
    public long joined(double seconds) {
        double ramp = users.rampUp().toNanos() / NANOS;
        return ramp <= 0 || seconds >= ramp ? users.count() : (long) (users.count() * Math.max(0, seconds) / ramp);
    }

    @Override
    public void draw(double seconds) {
        long joined = joined(seconds);
        long idle = Math.max(0, joined - server.inFlight());
        double round = Math.max(SHORTEST_ROUND_SECONDS, thinkSeconds + server.answerSeconds());
        long wanted = Draws.poisson(random, joined * Step.SECONDS / round);
        count = Math.min(wanted, idle);
        // Only who is answered within the step can ask twice in it.
        again = round < Step.SECONDS ? wanted - count : 0;
        double offered = joined * Step.SECONDS / round;
        expected = again > 0 ? offered : Math.min(offered, (double) idle);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public long again() {
        return again;
    }

    @Override
    public double expected() {
        return expected;
    }
}
