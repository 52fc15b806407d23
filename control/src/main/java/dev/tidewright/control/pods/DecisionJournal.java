package dev.tidewright.control.pods;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.ScalingExplanation;
import dev.tidewright.core.pods.ScalingExplanation.Binding;
import dev.tidewright.core.pods.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Journals changes of decision: every change of the count, and after it each kind of hold once, so that a metric that
/// swings about its target does not fill the journal.
final class DecisionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(PodScalingLoop.class);

    private final Journal journal;

    DecisionJournal(Journal journal) {
        this.journal = journal;
    }

    /// Who scales and what is scaled.
    record Objects(ObjectKey hpa, ObjectKey target) {}

    /// @param state learns what binds this decision and what the guards found
    void tell(Settlement settlement, ScalingGuards.Checked checked, Objects objects, Autoscalers.State state) {
        boolean scaled = !settlement.action().equals("none");
        Binding binding = ScalingExplanation.binding(settlement);
        boolean guarded = checked.findings().isEmpty() != state.findings.isEmpty();
        if (scaled || guarded || binding.failed() != state.binding.failed()) {
            state.told.clear();
        }
        if (state.told.add(binding) || scaled) {
            record(settlement, checked, objects, scaled);
        }
        state.binding = binding;
        state.findings = checked.findings();
    }

    private void record(Settlement settlement, ScalingGuards.Checked checked, Objects objects, boolean scaled) {
        Explanation derived = ScalingExplanation.of(settlement, objects.target());
        Optional<Explanation> guards = checked.why();
        Explanation why = guards.isPresent() ? derived.step(guards.get()) : derived;
        List<Long> causes = new ArrayList<>(2);
        journal.latest(objects.hpa()).ifPresent(causes::add);
        journal.latest(objects.target()).ifPresent(causes::add);
        String verb = scaled ? "scale" : settlement.error().isPresent() ? "fail" : "hold";
        if (scaled) {
            LOG.info("loop=pods object={} verb={} why=\"{}\"", objects.hpa(), verb, why);
        } else {
            LOG.debug("loop=pods object={} verb={} why=\"{}\"", objects.hpa(), verb, why);
        }
        journal.record(new Journal.Entry(
                settlement.decision().sync().now(), PodScalingLoop.NAME, objects.hpa(), verb, why, causes));
    }
}
