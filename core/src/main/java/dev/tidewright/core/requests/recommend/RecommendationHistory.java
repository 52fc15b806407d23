package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.requests.ContainerRecommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was recommended before: answers "what was it yesterday". Keeps changes only, for eight days, at most
/// [#MOST]; one change from before that stays, so that the first of those days has an answer too.
///
/// @param changes in order of time
public record RecommendationHistory(List<Change> changes) {
    static final int MOST = 256;
    private static final Duration LENGTH = Duration.ofDays(8);

    public static final RecommendationHistory EMPTY = new RecommendationHistory(List.of());

    /// What held from one moment on.
    public record Change(Instant at, List<ContainerRecommendation> recommendation) {
        public Change {
            recommendation = List.copyOf(recommendation);
        }
    }

    public RecommendationHistory {
        changes = List.copyOf(changes);
    }

    /// This history and what is recommended now; itself where that is nothing new.
    public RecommendationHistory with(Instant now, List<ContainerRecommendation> recommendation) {
        if (!changes.isEmpty() && changes.getLast().recommendation().equals(recommendation)) {
            return this;
        }
        List<Change> kept = new ArrayList<>(changes);
        kept.removeIf(change -> change.at().isAfter(now)); // from under a clock that was set back
        kept.add(new Change(now, recommendation));
        Instant from = now.minus(LENGTH);
        while (kept.size() > MOST || (kept.size() > 1 && !kept.get(1).at().isAfter(from))) {
            kept.removeFirst();
        }
        return new RecommendationHistory(kept);
    }

    /// What was recommended at a time; empty before the first.
    public Optional<List<ContainerRecommendation>> at(Instant time) {
        for (Change change : changes.reversed()) {
            if (!change.at().isAfter(time)) {
                return Optional.of(change.recommendation());
            }
        }
        return Optional.empty();
    }
}
