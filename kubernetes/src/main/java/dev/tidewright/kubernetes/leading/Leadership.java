package dev.tidewright.kubernetes.leading;

import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Call;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a Lease, keeps it, and says for how long this process may write. Thread-safe.
///
/// No clock is compared with another machine's: how long a lease has not been renewed is counted from when this process
/// saw
/// that, on a clock that nothing sets. A leader stops before any other process may begin: its right ends with the
/// deadline
/// after its last renewal *began*, and no write may take longer than the rest of the lease.
public final class Leadership implements Fence, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final ApiServer api;
    private final LeaseTerms terms;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Listener listener;
    private final Thread thread;
    private LeaseRecord seen = LeaseRecord.ABSENT;
    private long seenNanos;
    private volatile Standing standing = new Standing(false, 0, "");
    private volatile boolean closed;

    /// @param renewed when the last renewal began, on the clock of `nanos`
    private record Standing(boolean leads, long renewed, String leader) {}

    /// Told on the thread of the lease, which must not be kept: a renewal waits behind it.
    public interface Listener {
        void leads();

        /// The right to write has ended already.
        void leadsNoMore();
    }

    /// @param api   not fenced, and with little patience: a request that hangs must not outlast the deadline
    /// @param clock for what the Lease says to its readers
    /// @param nanos a clock that only goes forward, in nanoseconds
    public Leadership(ApiServer api, LeaseTerms terms, InstantSource clock, LongSupplier nanos, Listener listener) {
        this.api = api;
        this.terms = terms;
        this.clock = clock;
        this.nanos = nanos;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("lease").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean leads() {
        return left().isPositive();
    }

    /// Who leads, as last seen; empty: nobody.
    public String leader() {
        return standing.leader();
    }

    @Override
    public Duration left() {
        Standing now = standing;
        if (!now.leads()) {
            return Duration.ZERO;
        }
        Duration age = Duration.ofNanos(nanos.getAsLong() - now.renewed());
        return age.compareTo(terms.deadline()) >= 0
                ? Duration.ZERO
                : terms.length().minus(age).minus(MARGIN);
    }

    private void run() {
        while (!closed) {
            boolean led = standing.leads();
            attempt();
            boolean leads = leads();
            if (leads && !led) {
                LOG.info("lease={}/{} identity={} leads now", terms.namespace(), terms.name(), terms.identity());
                listener.leads();
            } else if (led && !leads) {
                standing = new Standing(false, 0, standing.leader());
                LOG.warn("lease={}/{} identity={} leads no more", terms.namespace(), terms.name(), terms.identity());
                listener.leadsNoMore();
            }
            if (api.isClosedAfter(terms.period())) {
                return;
            }
        }
    }

    /// Renews the lease, or takes it if it is free. What fails is tried again one period later.
    private void attempt() {
        long began = nanos.getAsLong();
        Reply found = api.send(Call.get(terms.collection() + "/" + terms.name()));
        if (!found.isSuccess() && found.status() != 404) {
            LOG.warn("lease={}/{} cannot be read: {}", terms.namespace(), terms.name(), found.words());
            return;
        }
        LeaseRecord lease = found.isSuccess() ? LeaseRecord.of(found.body()) : LeaseRecord.ABSENT;
        if (lease.differsFrom(seen)) {
            seen = lease;
            seenNanos = began;
        }
        if (!isFree(lease, began)) {
            standing = new Standing(false, 0, lease.holder());
            return;
        }
        Reply written = write(lease.held(terms, clock.instant()));
        if (written.isSuccess()) {
            seen = LeaseRecord.of(written.body());
            seenNanos = began;
            standing = new Standing(true, began, terms.identity());
        } else {
            LOG.warn("lease={}/{} not taken: {}", terms.namespace(), terms.name(), written.words());
        }
    }

    private boolean isFree(LeaseRecord lease, long now) {
        if (lease.holder().isEmpty() || lease.holder().equals(terms.identity())) {
            return true;
        }
        return Duration.ofNanos(now - seenNanos).compareTo(Duration.ofSeconds(lease.seconds())) > 0;
    }

    private Reply write(LeaseRecord lease) {
        return lease.version().isEmpty()
                ? api.send(Call.post(terms.collection(), lease.body(terms)))
                : api.send(Call.put(terms.collection() + "/" + terms.name(), lease.body(terms)));
    }

    /// Ends the right to write at once, and gives the lease back, so that another process need not wait for its end. To
    /// be
    /// called when nothing is being written any more.
    @Override
    public void close() {
        closed = true;
        boolean led = standing.leads();
        standing = new Standing(false, 0, "");
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (led) {
            Reply released = write(seen.released(clock.instant()));
            LOG.info(
                    "lease={}/{} {}",
                    terms.namespace(),
                    terms.name(),
                    released.isSuccess() ? "given back" : "not given back: " + released.words());
        }
    }
}
