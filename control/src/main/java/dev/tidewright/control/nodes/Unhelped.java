package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.up.PendingReasons;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.nodes.up.ScaleUpView;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells pods that no group can help them, and why not, once for each change of the reasons. Not thread-safe; remembers
/// only pods that still wait.
///
/// Source: `pkg/processors/status/eventing_scale_up_processor.go`.
final class Unhelped {
    /// Kinds of pods that are explained node by node in one look; the others get the reasons only.
    private static final int EXPLAINED_A_LOOK = 20;

    private final Chronicle chronicle;
    private Map<ObjectKey, String> told = new HashMap<>();

    Unhelped(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /// As when a group grew: whoever is still unhelped then is told anew.
    void forget() {
        told = new HashMap<>();
    }

    /// @param view as the decision left it
    void tell(ScaleUpView view, ScaleUpDecision decision) {
        Map<ObjectKey, String> now = new HashMap<>();
        int explained = 0;
        for (ScaleUpDecision.Unhelped group : decision.remaining()) {
            String reasons = reasons(group);
            Optional<Explanation> why = Optional.empty();
            for (Pod pod : group.pods()) {
                if (StandIns.isOne(pod)) {
                    continue;
                }
                now.put(pod.key(), reasons);
                if (!reasons.equals(told.get(pod.key()))) {
                    if (why.isEmpty()) {
                        boolean fully = explained++ < EXPLAINED_A_LOOK;
                        why = Optional.of(
                                fully
                                        ? PendingReasons.explain(view, decision, pod)
                                        : because("no group can help").given("reasons", reasons));
                    }
                    chronicle.normal(pod.key(), "NotTriggerScaleUp", "pod didn't trigger scale-up: " + reasons);
                    chronicle.hold(pod.key(), why.get(), List.of(pod.key()));
                }
            }
        }
        told = now;
    }

    /// Reasons with the number of groups that give them: `2 Insufficient cpu, 1 max node group size reached`.
    private static String reasons(ScaleUpDecision.Unhelped group) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        group.rejected()
                .values()
                .forEach(rejected -> rejected.reasons().forEach(reason -> counts.merge(reason, 1, Integer::sum)));
        group.skipped().values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }
}
