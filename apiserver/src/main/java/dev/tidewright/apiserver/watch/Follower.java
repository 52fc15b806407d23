package dev.tidewright.apiserver.watch;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One reader of a [ChangeLog], at its own pace. For one thread, but [#ring].
public final class Follower implements AutoCloseable {
    private final ChangeLog log;
    private final Semaphore bell = new Semaphore(0);
    private long place;

    private Follower(ChangeLog log, long place) {
        this.log = log;
        this.place = place;
    }

    /// Follows from the first change after `version` on.
    ///
    /// @throws TooOld where some of the changes since are forgotten
    static Follower after(ChangeLog log, long version) throws TooOld {
        long place = log.placeAfter(version).orElseThrow(() -> new TooOld(version, log.oldest()));
        var follower = new Follower(log, place);
        log.join(follower);
        return follower;
    }

    /// Lets [#take] return at once, with or without changes.
    public void wake() {
        ring();
    }

    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /// Hands over the next changes, at most `most`; waits up to `wait` for the first of them.
    ///
    /// @param waitNanos 0 to look only
    /// @throws TooOld where this follower fell so far behind that changes were forgotten
    public void take(List<LoggedChange> changes, int most, long waitNanos) throws TooOld, InterruptedException {
        if (place == log.end() && waitNanos > 0 && bell.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
        while (changes.size() < most) {
            LoggedChange next = log.at(place);
            if (next == null) {
                if (place < log.end()) {
                    throw new TooOld(0, log.oldest());
                }
                return;
            }
            changes.add(next);
            place++;
        }
    }

    @Override
    public void close() {
        log.leave(this);
    }
}
