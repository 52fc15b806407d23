package dev.tidewright.core.requests.peace;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricTarget;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;

/// What may be done to a request.
public sealed interface PeaceVerdict {
    Explanation why();

    /// It stays.
    record Stay(Explanation why) implements PeaceVerdict {}

    /// It moves. The horizontal targets must be restated first, or in the same step.
    record Move(Quantity request, List<Restatement> restated, Explanation why) implements PeaceVerdict {
        public Move {
            restated = List.copyOf(restated);
        }
    }

    /// A target of utilisation written as the usage that it stood for, so that it says the same whatever is requested:
    /// `type: AverageValue` in place of `type: Utilization`.
    record Restatement(HorizontalClaim claim, Quantity averageValue) {
        /// The autoscaler with its target restated; itself where it is another one.
        public HorizontalPodAutoscaler in(HorizontalPodAutoscaler hpa) {
            List<MetricSpec> metrics = new ArrayList<>(hpa.spec().metrics());
            if (!hpa.meta().name().equals(claim.autoscaler()) || claim.metric() >= metrics.size()) {
                return hpa;
            }
            MetricSource source = metrics.get(claim.metric()).source();
            metrics.set(claim.metric(), new MetricSpec(source, MetricTarget.averageValue(averageValue)));
            return hpa.with(hpa.spec().with(metrics));
        }
    }
}
