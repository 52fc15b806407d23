package dev.tidewright.core.requests.leak;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.units.Bytes;
import java.util.List;
import java.util.Locale;

/// Decides whether a container's memory leaks. Pure: same readings, same verdict, same words.
///
/// A leak grows with time at a load that stays the same, goes on growing, and starts anew after each restart. Memory
/// that follows load, and caches that fill up and stop, are none.
public final class LeakDetection {
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    private LeakDetection() {}

    /// @param lives one list for each run of the container, from start to restart, in order of time
    /// @param kills out-of-memory kills in that time
    public static LeakVerdict decide(List<List<MemoryReading>> lives, int kills, LeakSettings settings) {
        GrowthFit fit = GrowthFit.of(lives);
        int readings = lives.stream().mapToInt(List::size).sum();
        Explanation facts = facts(fit, readings, kills, "");
        if (readings < settings.readings() || fit.seconds() < settings.span().toSeconds()) {
            return new LeakVerdict.TooEarly(facts(fit, readings, kills, "too few readings to tell"));
        }
        if (fit.growth() < settings.growth()) {
            return new LeakVerdict.NoLeak(facts(fit, readings, kills, "memory does not grow at the same load"));
        }
        if (fit.explained() < settings.explained()) {
            return new LeakVerdict.NoLeak(facts(fit, readings, kills, "memory moves, but not with time"));
        }
        double later = GrowthFit.ofLaterHalves(lives).bytesPerSecond();
        if (later < settings.stillGrowing() * fit.bytesPerSecond()) {
            return new LeakVerdict.NoLeak(facts(fit, readings, kills, "memory grew and has stopped")
                    .given("slope of later halves", perHour(later)));
        }
        boolean frozen = kills >= settings.killsToFreeze();
        String rule = frozen
                ? "memory leaks: growth is frozen, since more memory only delays the next kill"
                : "memory leaks: it grows at the same load";
        return new LeakVerdict.Leak(
                fit.bytesPerSecond() * SECONDS_OF_AN_HOUR,
                kills,
                frozen,
                new Explanation(rule, facts.facts(), List.of()));
    }

    private static Explanation facts(GrowthFit fit, int readings, int kills, String rule) {
        return Explanation.because(rule)
                .given("readings", readings)
                .given("slope at the same load", perHour(fit.bytesPerSecond()))
                .given("explained by time", percent(fit.explained()))
                .given("explained by load", percent(fit.loadExplains()))
                .given("out-of-memory kills", kills);
    }

    private static String perHour(double bytesPerSecond) {
        double perHour = bytesPerSecond * SECONDS_OF_AN_HOUR;
        String sign = perHour < 0 ? "-" : "";
        double mebi = Math.abs(perHour) / Bytes.ofMebi(1).count();
        return sign + String.format(Locale.ROOT, "%.1f", mebi) + "Mi/h";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + "%";
    }
}
