package dev.tidewright.control.requests;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.recommend.RequestDecision;
import dev.tidewright.core.requests.recommend.UsageShape;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Journals recommendations: the first, and each that moved by a tenth since the last that was told, so that amounts
/// which creep do not fill the journal.
final class RecommendationTale {
    private static final double WORTH_TELLING = 0.1;

    private final Cluster cluster;
    private final RequestJournal journal;
    private final Map<ObjectKey, List<ContainerRecommendation>> told = new LinkedHashMap<>();

    RecommendationTale(Cluster cluster, RequestJournal journal) {
        this.cluster = cluster;
        this.journal = journal;
    }

    /// @param usage by container, what the decision rests on
    void tell(
            ObjectKey vpa,
            RequestDecision decision,
            SortedMap<String, ContainerUsage> usage,
            PastUsage past,
            Instant at) {
        List<ContainerRecommendation> now = decision.recommendation();
        past.recommended(vpa, at, now);
        if (moved(told.getOrDefault(vpa, List.of()), now)) {
            told.put(vpa, now);
            Explanation why = decision.explanation();
            for (var each : usage.entrySet()) {
                why = why.step(UsageShape.of(each.getKey(), each.getValue()));
            }
            for (Explanation step : past.tell(vpa, at, now)) {
                why = why.step(step);
            }
            journal.tell(vpa, "recommend", why, causes(vpa));
        }
    }

    private ObjectKey[] causes(ObjectKey vpa) {
        List<ObjectKey> causes = new ArrayList<>(List.of(vpa));
        cluster.get(vpa, VerticalPodAutoscaler.class).flatMap(Targets::targetOf).ifPresent(causes::add);
        return causes.toArray(ObjectKey[]::new);
    }

    void forget(ObjectKey vpa) {
        told.remove(vpa);
    }

    private static boolean moved(List<ContainerRecommendation> before, List<ContainerRecommendation> now) {
        if (before.size() != now.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            boolean same = before.get(i).container().equals(now.get(i).container())
                    && !moved(before.get(i).target(), now.get(i).target());
            if (!same) {
                return true;
            }
        }
        return false;
    }

    private static boolean moved(Resources before, Resources now) {
        if (!before.amounts().keySet().equals(now.amounts().keySet())) {
            return true;
        }
        for (Map.Entry<String, Quantity> amount : now.amounts().entrySet()) {
            Optional<Quantity> was = before.get(amount.getKey());
            double old = was.map(Quantity::approximate).orElse(0.0);
            if (Math.abs(amount.getValue().approximate() - old) > WORTH_TELLING * old) {
                return true;
            }
        }
        return false;
    }
}
