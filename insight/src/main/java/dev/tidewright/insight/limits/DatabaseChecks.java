package dev.tidewright.insight.limits;

import static dev.tidewright.insight.run.Words.number;

import dev.tidewright.insight.limits.Limit.Cause;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec.Pooler;
import dev.tidewright.simulator.scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Limits in what stands behind the pods: databases and caches.
final class DatabaseChecks {
    private static final double BUSY = 0.95;
    private static final double MISS_SURGE = 1.5;

    private DatabaseChecks() {}

    static List<Limit> connections(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String subject : scene.subjects("database/")) {
            double waiting = scene.mean(subject, Measures.CLIENTS_WAITING);
            double used = scene.peak(subject, Measures.CONNECTIONS);
            double limit = scene.peak(subject, Measures.CONNECTION_LIMIT);
            if (waiting >= 1 && used >= limit && limit > 0) {
                String evidence =
                        "%s: all %s of its server connections were in use, and %s requests waited for one on average (%s at the most)."
                                .formatted(
                                        subject,
                                        number(limit),
                                        number(waiting),
                                        number(scene.peak(subject, Measures.CLIENTS_WAITING)));
                found.add(new Limit(Cause.DATABASE_CONNECTIONS, evidence, connectionRemedies(scene, subject, limit)));
            }
        }
        return found;
    }

    /// More connections help only while the database has processors left to serve them.
    private static List<String> connectionRemedies(Scene scene, String subject, double limit) {
        Optional<DatabaseSpec> spec = spec(scene, subject);
        double busy = scene.mean(subject, Measures.BUSY_CORES);
        if (spec.isEmpty() || busy >= spec.get().cores() * BUSY) {
            return List.of();
        }
        double wanted = limit + scene.peak(subject, Measures.CLIENTS_WAITING);
        double share = Math.max(1, busy) / spec.get().cores();
        double bearable = Math.min(wanted, Math.floor(limit / share * 0.9));
        if (bearable <= limit) {
            return List.of();
        }
        String room = " (its %d cores were %s busy)"
                .formatted(spec.get().cores(), Words.share(busy / spec.get().cores()));
        return List.of(spec.get()
                .pooler()
                .map(pooler -> poolSize(pooler, limit, bearable) + room)
                .orElse("Raise max_connections of %s from %s to about %s%s."
                        .formatted(subject, number(limit), number(bearable), room)));
    }

    private static String poolSize(Pooler pooler, double limit, double wanted) {
        int each = pooler.poolSize() + pooler.reserve();
        double poolers = Math.max(1, Math.rint(limit / each));
        return "Raise default_pool_size of %s from %d to about %s"
                .formatted(
                        pooler.workload(), pooler.poolSize(), number(Math.ceil(wanted / poolers) - pooler.reserve()));
    }

    static List<Limit> cores(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String subject : scene.subjects("database/")) {
            Optional<DatabaseSpec> spec = spec(scene, subject);
            double busy = scene.mean(subject, Measures.BUSY_CORES);
            if (spec.isPresent() && busy >= spec.get().cores() * BUSY) {
                found.add(new Limit(
                        Cause.DATABASE_CORES,
                        "%s: %s of its %d cores were busy on average.%s"
                                .formatted(subject, number(busy), spec.get().cores(), slowed(scene, spec.get())),
                        List.of("Give %s more than %d cores, or send it fewer queries; more pods would not have helped."
                                .formatted(subject, spec.get().cores()))));
            }
        }
        return found;
    }

    private static String slowed(Scene scene, DatabaseSpec database) {
        for (Fault fault : scene.scenario().faults()) {
            if (fault instanceof Fault.SlowDatabase slow
                    && slow.database().equals(database.name())
                    && scene.isActive(slow)) {
                return " Its queries took %s times as long (fault).".formatted(number(slow.factor()));
            }
        }
        return "";
    }

    /// Misses are a limit where they surged and something behind them had to answer.
    static List<Limit> cacheMisses(Scene scene) {
        var found = new ArrayList<Limit>();
        for (String subject : scene.subjects("cache/")) {
            double hits = scene.peak(subject, Measures.HITS);
            double misses = scene.peak(subject, Measures.MISSES);
            double usual = scene.usualMissShare(subject);
            double share = hits + misses == 0 ? 0 : misses / (hits + misses);
            if (share > 0.02 && share >= usual * MISS_SURGE) {
                found.add(new Limit(
                        Cause.CACHE_MISSES,
                        "%s: %s of the look-ups missed, against %s over the whole run."
                                .formatted(subject, Words.share(share), Words.share(usual)),
                        List.of()));
            }
        }
        return found;
    }

    private static Optional<DatabaseSpec> spec(Scene scene, String subject) {
        return scene.scenario().databases().stream()
                .filter(spec -> spec.name().equals(Words.lastPart(subject)))
                .findFirst();
    }
}
