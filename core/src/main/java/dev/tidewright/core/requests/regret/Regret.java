package dev.tidewright.core.requests.regret;

import dev.tidewright.core.explain.Explanation;
import java.time.Duration;

/// What a value would have cost.
///
/// @param over      the time that was replayed
/// @param throttled the time in which more CPU was used than the value allows
/// @param kills     out-of-memory kills
public record Regret(CandidateValue value, Duration over, Duration throttled, int kills) {
    public Regret plus(Regret other) {
        return new Regret(value, over.plus(other.over), throttled.plus(other.throttled), kills + other.kills);
    }

    public Explanation explanation() {
        Explanation why = Explanation.because(
                "at this value, %d throttled minutes and %d OOM kills".formatted(throttled.toMinutes(), kills));
        if (value.cpu().isPresent()) {
            why = why.given("cpu", value.cpu().get());
        }
        if (value.memory().isPresent()) {
            why = why.given("memory", value.memory().get());
        }
        return why.given("over", over);
    }
}
