package dev.tidewright.core.requests.update;

import dev.tidewright.core.objects.ObjectKey;

/// The pods that one controller made, as far as they may be disturbed. Counts what a pass has disturbed so far.
///
/// Source: `singleGroupStats` in VPA's `updater/restriction/pods_restriction_factory.go`.
final class ReplicaGroup {
    private final ObjectKey creator;
    private final int configured;
    private final int running;
    private final int tolerated;
    private final boolean tooSmall;
    private int evicted;
    private int resized;

    /// @param creator    who made them
    /// @param configured replicas that it wants
    /// @param running    live pods that are not pending
    /// @param tolerated  how many of them may be missing
    /// @param tooSmall   whether it has fewer pods than may be evicted from; they are only resized
    ReplicaGroup(ObjectKey creator, int configured, int running, int tolerated, boolean tooSmall) {
        this.creator = creator;
        this.configured = configured;
        this.running = running;
        this.tolerated = tolerated;
        this.tooSmall = tooSmall;
    }

    /// Whether one more pod may be disturbed.
    boolean spares() {
        int alive = running - evicted - resized;
        return alive > configured - tolerated
                || (configured == running && tolerated == 0 && evicted == 0 && resized == 0);
    }

    boolean isTooSmall() {
        return tooSmall;
    }

    void evicted() {
        evicted++;
    }

    void resized() {
        resized++;
    }

    /// `3 of 4 replicas run, 1 evicted, 0 resized, 2 may be missing`.
    @Override
    public String toString() {
        return "%s: %d of %d replicas run, %d evicted, %d resized, %d may be missing"
                .formatted(creator, running, configured, evicted, resized, tolerated);
    }
}
