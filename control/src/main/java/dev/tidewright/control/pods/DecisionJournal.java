package dev.tidewright.control.pods;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.PodScalingDecision;
import dev.tidewright.core.pods.ScalingExplanation;
import dev.tidewright.core.pods.ScalingExplanation.Binding;
import dev.tidewright.core.pods.Settlement;
import java.util.ArrayList;
import java.util.List;

/// Journals changes of decision: every change of the count, and a hold where what binds it is another than before.
final class DecisionJournal {
    private final Journal journal;

    DecisionJournal(Journal journal) {
        this.journal = journal;
    }

    /// @param before what bound the last decision
    /// @return what binds this one
    Binding tell(Settlement settlement, ObjectKey hpa, ObjectKey target, Binding before) {
        PodScalingDecision decision = settlement.decision();
        boolean scaled = !settlement.action().equals("none");
        Binding binding = ScalingExplanation.binding(settlement);
        if (!scaled && binding.equals(before)) {
            return before;
        }
        Explanation why = ScalingExplanation.of(settlement, target);
        List<Long> causes = new ArrayList<>(2);
        journal.latest(hpa).ifPresent(causes::add);
        journal.latest(target).ifPresent(causes::add);
        String verb = scaled ? "scale" : settlement.error().isPresent() ? "fail" : "hold";
        journal.record(new Journal.Entry(decision.sync().now(), PodScalingLoop.NAME, hpa, verb, why, causes));
        return binding;
    }
}
