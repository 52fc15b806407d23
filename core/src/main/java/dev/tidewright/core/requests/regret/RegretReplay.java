package dev.tidewright.core.requests.regret;

import java.time.Duration;
import java.util.List;

/// Plays recorded usage against a value. Pure.
///
/// A reading stands for the time until the next, at most ten minutes: longer gaps say nothing. Memory that rises above
/// the value is a kill, and another one for every five minutes that it stays there, the longest that the kubelet waits
/// before it tries again. What a container used was already held back by the limit of that day, so these are the least
/// that would have come.
public final class RegretReplay {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofMinutes(5); // MaxContainerBackOff of the kubelet

    private final CandidateValue value;
    private Duration over = Duration.ZERO;
    private Duration throttled = Duration.ZERO;
    private Duration sinceKill = Duration.ZERO;
    private boolean above;
    private int kills;

    private RegretReplay(CandidateValue value) {
        this.value = value;
    }

    /// @param usage of one container of one pod, in order of time
    public static Regret replay(List<RecordedUsage> usage, CandidateValue value) {
        var replay = new RegretReplay(value);
        for (int i = 0; i < usage.size(); i++) {
            replay.take(usage.get(i), lasts(usage, i));
        }
        return new Regret(value, replay.over, replay.throttled, replay.kills);
    }

    private static Duration lasts(List<RecordedUsage> usage, int i) {
        if (i + 1 == usage.size()) {
            return Duration.ZERO;
        }
        Duration gap = Duration.between(usage.get(i).at(), usage.get(i + 1).at());
        return gap.compareTo(LONGEST) < 0 ? gap : LONGEST;
    }

    private void take(RecordedUsage reading, Duration lasts) {
        over = over.plus(lasts);
        if (value.cpu().filter(cpu -> reading.cpu().compareTo(cpu) > 0).isPresent()) {
            throttled = throttled.plus(lasts);
        }
        boolean kill = value.memory()
                .filter(memory -> reading.memory().compareTo(memory) > 0)
                .isPresent();
        if (kill) {
            rise();
            stay(lasts);
        }
        above = kill;
    }

    private void rise() {
        if (!above) {
            kills++;
            sinceKill = Duration.ZERO;
        }
    }

    private void stay(Duration lasts) {
        sinceKill = sinceKill.plus(lasts);
        while (sinceKill.compareTo(RETRY) > 0) {
            kills++;
            sinceKill = sinceKill.minus(RETRY);
        }
    }
}
