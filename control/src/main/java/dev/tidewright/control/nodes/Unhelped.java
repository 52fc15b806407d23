package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Tells pods that no group can help them, and why not, once for each change of the reasons. Not thread-safe; remembers
/// only pods that still wait.
///
/// Source: `pkg/processors/status/eventing_scale_up_processor.go`.
final class Unhelped {
    private final Chronicle chronicle;
    private Map<ObjectKey, String> told = new HashMap<>();

    Unhelped(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    void tell(List<ScaleUpDecision.Unhelped> groups) {
        Map<ObjectKey, String> now = new HashMap<>();
        for (ScaleUpDecision.Unhelped group : groups) {
            String reasons = reasons(group);
            for (Pod pod : group.pods()) {
                if (Picture.isStandIn(pod)) {
                    continue;
                }
                now.put(pod.key(), reasons);
                if (!reasons.equals(told.get(pod.key()))) {
                    chronicle.normal(pod.key(), "NotTriggerScaleUp", "pod didn't trigger scale-up: " + reasons);
                    chronicle.hold(pod.key(), why(group), List.of(pod.key()));
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

    private static Explanation why(ScaleUpDecision.Unhelped group) {
        Explanation why = because("no node group can help");
        for (var entry : group.rejected().entrySet()) {
            why = why.step(because("a new node would not fit")
                    .given("group", entry.getKey())
                    .given("filter", entry.getValue().plugin())
                    .given("reasons", String.join("; ", entry.getValue().reasons())));
        }
        for (var entry : group.skipped().entrySet()) {
            why = why.step(because("the group cannot grow now")
                    .given("group", entry.getKey())
                    .given("reason", entry.getValue()));
        }
        return why;
    }
}
