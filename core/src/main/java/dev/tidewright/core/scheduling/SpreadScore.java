package dev.tidewright.core.scheduling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How evenly a pod's kind would lie with it on each of some nodes: PodTopologySpread's score for `ScheduleAnyway`
/// constraints. The scheduler's built-in default constraints are left out, since they need the services and workloads.
///
/// Source: `podtopologyspread/scoring.go`.
final class SpreadScore {
    private static final int BEST = 100;
    private static final long OUTSIDE = -1;

    private SpreadScore() {}

    /// Scores from 0 to 100 for the first `count` of `nodes`.
    static long[] of(PodPreferences preferences, int[] nodes, int count) {
        long[] raw = new long[count];
        long least = Long.MAX_VALUE;
        long most = 0;
        double[] weights = weights(preferences.spreads(), nodes, count);
        for (int i = 0; i < count; i++) {
            raw[i] =
                    isInside(preferences.spreads(), nodes[i]) ? raw(preferences.spreads(), weights, nodes[i]) : OUTSIDE;
            if (raw[i] != OUTSIDE) {
                least = Math.min(least, raw[i]);
                most = Math.max(most, raw[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            if (raw[i] == OUTSIDE) {
                raw[i] = 0;
            } else {
                raw[i] = most == 0 ? BEST : BEST * (most + least - raw[i]) / most;
            }
        }
        return raw;
    }

    private static boolean isInside(List<PodPreferences.Spread> spreads, int node) {
        for (PodPreferences.Spread spread : spreads) {
            if (!spread.count().reaches(node)) {
                return false;
            }
        }
        return true;
    }

    private static long raw(List<PodPreferences.Spread> spreads, double[] weights, int node) {
        double score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += spreads.get(i).count().around(node) * weights[i]
                    + (spreads.get(i).maxSkew() - 1);
        }
        return Math.round(score);
    }

    /// Keys with many domains weigh more, since their counts are smaller.
    private static double[] weights(List<PodPreferences.Spread> spreads, int[] nodes, int count) {
        List<Set<Integer>> domains = new ArrayList<>();
        spreads.forEach(spread -> domains.add(new HashSet<>()));
        int inside = 0;
        for (int i = 0; i < count; i++) {
            if (isInside(spreads, nodes[i])) {
                inside++;
                for (int s = 0; s < spreads.size(); s++) {
                    domains.get(s).add(spreads.get(s).count().domain(nodes[i]));
                }
            }
        }
        double[] weights = new double[spreads.size()];
        for (int s = 0; s < weights.length; s++) {
            int size = spreads.get(s).byHostname() ? inside : domains.get(s).size();
            weights[s] = StrictMath.log(size + 2.0);
        }
        return weights;
    }
}
