package dev.tidewright.insight.limits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Finds what limited the application in one minute. Each check looks for one cause and keeps silent without evidence.
final class Limits {
    private static final List<Function<Scene, List<Limit>>> CHECKS = List.of(
            DatabaseChecks::connections,
            DatabaseChecks::cores,
            DatabaseChecks::cacheMisses,
            NodeChecks::stockOut,
            NodeChecks::lost,
            NodeChecks::groupFull,
            NodeChecks::boot,
            NodeChecks::unschedulable,
            PodChecks::metricsLost,
            PodChecks::maxReplicas,
            PodChecks::policy,
            PodChecks::metricLag,
            PodChecks::starting,
            PodChecks::outOfMemory,
            PodChecks::cpuLimit);

    private Limits() {}

    /// All that is borne out by evidence, the deciding one first.
    static List<Limit> of(Scene scene) {
        var found = new ArrayList<Limit>();
        for (var check : CHECKS) {
            found.addAll(check.apply(scene));
        }
        found.sort(Comparator.comparing(Limit::cause));
        return found.stream().anyMatch(Limits::isDatabase) ? withoutMorePods(found) : found;
    }

    private static boolean isDatabase(Limit limit) {
        return limit.cause() == Limit.Cause.DATABASE_CONNECTIONS || limit.cause() == Limit.Cause.DATABASE_CORES;
    }

    /// Where requests wait for the database, more or larger pods only wait with them: no such remedy is named.
    private static List<Limit> withoutMorePods(List<Limit> limits) {
        return limits.stream()
                .map(limit -> isDatabase(limit) ? limit : new Limit(limit.cause(), limit.evidence(), List.of()))
                .toList();
    }
}
