package dev.tidewright.simulator.cache;

import dev.tidewright.simulator.queueing.Downstream;
import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Moments;
import dev.tidewright.simulator.queueing.Step;
import dev.tidewright.simulator.scenario.CacheSpec;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

/// One Redis, of one or more masters. Look-ups are answered at once: a hit, or a miss that becomes a query.
///
/// After a flush it is cold and warms with every look-up. A master that is lost takes its share of the entries along.
/// With none left every look-up is a miss.
public final class CacheModel {
    private static final double REFUSAL_SECONDS = 0.002;
    private static final double BUSIEST = 0.99;
    private static final double BACKLOG_SECONDS_MAX = 1;

    private final CacheSpec spec;
    private final RandomGenerator random;
    private final IntSupplier ready;
    private final Popularity popularity;
    private final Moments latency;
    private final double lookUpsInMemory;
    private final double ttlSeconds;
    private double lookUpsSinceFlush;
    private double lookUpsInTtl;
    private double hitShare;
    private double seconds;
    private double backlog;
    private int servers;
    private double expectedNow;
    private long hits;
    private long misses;
    private long missesBefore;
    private long evicted;

    /// @param ready servers that are there; a managed cache has as many as it has masters
    public CacheModel(CacheSpec spec, RandomGenerator random, IntSupplier ready) {
        this.spec = spec;
        this.random = random;
        this.ready = ready;
        popularity = new Popularity(Math.max(1, spec.keys()), spec.skew());
        latency = Moments.of(spec.latency());
        ttlSeconds = Math.max(Step.SECONDS, Moments.seconds(spec.ttl()));
        double fits = (double) spec.maxMemory().count()
                * spec.masters()
                / Math.max(1, spec.bytesPerKey().count());
        lookUpsInMemory = popularity.lookUpsUntil(fits);
        seconds = latency.mean();
    }

    public CacheSpec spec() {
        return spec;
    }

    /// Look-ups of one kind, for those who send them.
    ///
    /// @param onMiss        what a miss costs
    /// @param perMiss       how often
    public Downstream lookUps(Optional<Downstream> onMiss, double perMiss) {
        return new LookUps(onMiss, perMiss);
    }

    private final class LookUps implements Downstream {
        private final Optional<Downstream> onMiss;
        private final double perMiss;

        LookUps(Optional<Downstream> onMiss, double perMiss) {
            this.onMiss = onMiss;
            this.perMiss = perMiss;
        }

        private double missed() {
            return (1 - hitShare) * perMiss;
        }

        @Override
        public double seconds() {
            return seconds + (onMiss.isPresent() ? missed() * onMiss.get().seconds() : 0);
        }

        @Override
        public double variance() {
            return latency.variance()
                    + (onMiss.isPresent() ? missed() * onMiss.get().variance() : 0);
        }

        @Override
        public double failedShare() {
            return onMiss.isPresent() ? Math.min(1, missed() * onMiss.get().failedShare()) : 0;
        }

        @Override
        public void ask(long count, double expected) {
            long found = Draws.binomial(random, count, hitShare);
            hits += found;
            misses += count - found;
            expectedNow += expected;
            if (onMiss.isPresent()) {
                onMiss.get().ask(Draws.each(random, count - found, perMiss), expected * missed());
            }
        }
    }

    /// Every entry is gone.
    public void flush() {
        lookUpsSinceFlush = 0;
        lookUpsInTtl = 0;
        hitShare = 0;
    }

    /// Lets one step pass: what was looked up in it is stored now.
    public void step() {
        follow(ready.getAsInt());
        lookUpsSinceFlush = servers == 0 ? 0 : lookUpsSinceFlush + expectedNow;
        lookUpsInTtl = servers == 0 ? 0 : lookUpsInTtl + expectedNow - lookUpsInTtl * Step.SECONDS / ttlSeconds;
        boolean full = lookUpsSinceFlush >= lookUpsInMemory;
        double byMemory = popularity.hitsByUse(Math.min(lookUpsSinceFlush, lookUpsInMemory));
        double byAge = popularity.hitsByAge(lookUpsInTtl);
        hitShare = servers == 0 ? 0 : Math.min(byMemory, byAge);
        if (full && byMemory <= byAge) {
            evicted += misses - missesBefore; // each entry that is stored puts another one out
        }
        missesBefore = misses;
        answer();
        expectedNow = 0;
    }

    private void follow(int now) {
        if (now < servers && servers > 0) {
            double kept = (double) now / servers;
            lookUpsSinceFlush *= kept;
            lookUpsInTtl *= kept;
        }
        servers = now;
    }

    private void answer() {
        if (servers == 0) {
            seconds = REFUSAL_SECONDS;
            backlog = 0;
            return;
        }
        double capacity = Math.max(1, spec.opsPerSecond() * spec.masters() * Step.SECONDS);
        backlog = Math.clamp(backlog + expectedNow - capacity, 0, capacity * BACKLOG_SECONDS_MAX);
        double busy = Math.min(BUSIEST, expectedNow / capacity);
        double service = Step.SECONDS / Math.max(1, spec.opsPerSecond());
        seconds = latency.mean() + service * busy / (2 * (1 - busy)) + backlog / capacity;
    }

    /// Share of look-ups that hit now, 0 to 1.
    public double hitShare() {
        return hitShare;
    }

    public long hits() {
        return hits;
    }

    public long misses() {
        return misses;
    }

    public long evicted() {
        return evicted;
    }

    public double memoryBytes() {
        double keys = Math.min(
                popularity.keysByUse(Math.min(lookUpsSinceFlush, lookUpsInMemory)), popularity.keysByAge(lookUpsInTtl));
        return keys * spec.bytesPerKey().count();
    }
}
