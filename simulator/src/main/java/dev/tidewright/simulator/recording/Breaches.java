package dev.tidewright.simulator.recording;

/// Requests that a user would complain about.
///
/// @param failed       never answered
/// @param late         answered after the service's latency objective
/// @param spentSeconds time that users spent in them: late ones as long as they took, failed ones the service's
///                     time-out
public record Breaches(long failed, long late, double spentSeconds) {
    public static final Breaches NONE = new Breaches(0, 0, 0);

    public long count() {
        return failed + late;
    }

    public Breaches plus(Breaches other) {
        return new Breaches(failed + other.failed, late + other.late, spentSeconds + other.spentSeconds);
    }
}
