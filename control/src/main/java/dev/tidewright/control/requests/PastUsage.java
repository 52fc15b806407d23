package dev.tidewright.control.requests;

import dev.tidewright.cluster.Metrics.ContainerUsage;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.recommend.RecommendationHistory;
import dev.tidewright.core.requests.regret.CandidateValue;
import dev.tidewright.core.requests.regret.RegretReplay;
import dev.tidewright.core.requests.regret.UsageHistory;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the busiest pod of each container used in the last eight days, and what was recommended for it: tells what a
/// value would have cost, and what was recommended a day ago. Not thread-safe; bounded by the containers there are.
final class PastUsage {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Map<ObjectKey, Past> byAutoscaler = new LinkedHashMap<>();

    private static final class Past {
        final Map<String, UsageHistory> usage = new LinkedHashMap<>();
        RecommendationHistory recommended = RecommendationHistory.EMPTY;
    }

    void used(ObjectKey vpa, Instant at, ContainerUsage used) {
        byAutoscaler
                .computeIfAbsent(vpa, fresh -> new Past())
                .usage
                .computeIfAbsent(used.container(), fresh -> new UsageHistory())
                .add(at, new MilliCpu(used.cpuMilli()), new Bytes(used.memoryBytes()));
    }

    void recommended(ObjectKey vpa, Instant now, List<ContainerRecommendation> recommendation) {
        Past past = byAutoscaler.computeIfAbsent(vpa, fresh -> new Past());
        past.recommended = past.recommended.with(now, recommendation);
    }

    /// What the targets would have cost in the time that is known, and what they were a day ago.
    List<Explanation> tell(ObjectKey vpa, Instant now, List<ContainerRecommendation> recommendation) {
        Past past = byAutoscaler.getOrDefault(vpa, new Past());
        List<Explanation> told = new ArrayList<>();
        for (ContainerRecommendation each : recommendation) {
            UsageHistory usage = past.usage.get(each.container());
            if (usage != null) {
                var regret = RegretReplay.replay(usage.usage(), candidate(each.target()));
                told.add(regret.explanation().given("container", each.container()));
            }
        }
        past.recommended.at(now.minus(A_DAY)).ifPresent(before -> told.add(aDayAgo(before)));
        return told;
    }

    private static CandidateValue candidate(Resources target) {
        return new CandidateValue(
                target.get(Resources.CPU).map(cpu -> new MilliCpu(cpu.milli())),
                target.get(Resources.MEMORY).map(memory -> new Bytes(memory.value())));
    }

    private static Explanation aDayAgo(List<ContainerRecommendation> before) {
        Explanation told = Explanation.because("a day before");
        for (ContainerRecommendation each : before) {
            for (String resource : List.of(Resources.CPU, Resources.MEMORY)) {
                Optional<String> amount = each.target().get(resource).map(Object::toString);
                told = amount.isPresent() ? told.given(each.container() + " " + resource, amount.get()) : told;
            }
        }
        return told;
    }

    void forget(ObjectKey vpa) {
        byAutoscaler.remove(vpa);
    }
}
