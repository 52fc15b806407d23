package dev.tidewright.core.pods.guard;

import dev.tidewright.core.pods.Limit;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Vetoes a scale-in while the service is slow. A service that waits for its database burns less CPU, so its
/// utilisation says "fewer pods" just when its users wait: taking pods away then makes the recovery worse.
///
/// Slow is: at least twice as long as usual, and 20 ms more. Usual is a slow average over half an hour of the time when
/// it was not slow. Once it is no longer slow, the way down begins with a whole stabilization window.
public final class WrongWayVeto {
    public static final String ANNOTATION = "tidewright.dev/wrong-way-veto";

    /// The reason in the ScalingLimited condition.
    public static final String REASON = "WrongWayVeto";

    private static final double SLOW_FACTOR = 2;
    private static final double SLOW_SECONDS = 0.02;
    private static final Duration MEMORY = Duration.ofMinutes(30);
    private static final int DOWNSTREAM_PERCENT = 50;

    private WrongWayVeto() {}

    /// What the veto remembers of a service.
    ///
    /// @param usualSeconds its usual latency; 0 before the first signal
    /// @param seen         when the last signal came
    public record Memory(double usualSeconds, Instant seen, boolean vetoing) {
        public static final Memory NONE = new Memory(0, Instant.MIN, false);
    }

    /// The sync, with a veto where there is one.
    public record Judged(Sync sync, Memory memory) {}

    /// @param signal empty where the metrics API has none; then nothing is vetoed, and nothing learned
    public static Judged judge(Sync sync, Optional<ServiceSignal> signal, Memory memory) {
        if (signal.isEmpty() || !(sync.scale() instanceof ScaleAnswer.Found found)) {
            return new Judged(sync, memory);
        }
        int current = found.scale().replicas();
        double latency = signal.get().latencySeconds();
        double usual = memory.usualSeconds();
        if (usual > 0 && latency >= SLOW_FACTOR * usual && latency >= usual + SLOW_SECONDS) {
            Limit veto = new Limit(current, REASON, words(signal.get(), usual));
            return new Judged(sync.with(veto), new Memory(usual, sync.now(), true));
        }
        Memory learned = new Memory(learned(memory, latency, sync.now()), sync.now(), false);
        Sync resumed = memory.vetoing() ? sync.with(sync.memory().resumed(current, sync.now())) : sync;
        return new Judged(resumed, learned);
    }

    private static double learned(Memory memory, double latency, Instant now) {
        if (memory.usualSeconds() == 0) {
            return latency;
        }
        double share = (double) Duration.between(memory.seen(), now).toMillis() / MEMORY.toMillis();
        return memory.usualSeconds() + Math.min(1, share) * (latency - memory.usualSeconds());
    }

    private static String words(ServiceSignal signal, double usual) {
        boolean blocked = signal.downstreamPercent() >= DOWNSTREAM_PERCENT;
        return String.format(
                Locale.ROOT,
                "scale-in is vetoed while the service is %s: %.3f s a request, usually %.3f s%s",
                blocked ? "blocked downstream" : "slow",
                signal.latencySeconds(),
                usual,
                blocked ? ", " + signal.downstreamPercent() + "% of it waiting for others" : "");
    }
}
