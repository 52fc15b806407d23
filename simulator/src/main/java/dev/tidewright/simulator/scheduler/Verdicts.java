package dev.tidewright.simulator.scheduler;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.scheduling.PodShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the scheduler writes on pods, and what it reads off their shapes.
final class Verdicts {
    private Verdicts() {}

    /// The status of a pod that found no node. The condition's transition is when it first did not.
    static PodStatus unschedulable(PodStatus status, String message, String nominatedNode, Instant now) {
        Instant since = now;
        List<Condition> conditions = new ArrayList<>(status.conditions().size() + 1);
        for (Condition condition : status.conditions()) {
            if (!condition.type().equals("PodScheduled")) {
                conditions.add(condition);
            } else if (condition.status().equals("False")) {
                since = condition.transition();
            }
        }
        conditions.add(new Condition("PodScheduled", "False", "Unschedulable", message, since));
        return new PodStatus(
                status.phase(), status.started(), status.ready(), conditions, status.containers(), nominatedNode);
    }

    /// Why nobody was told to go, in kube-scheduler's words.
    static String noPreemption(int nodes, int unhelpful) {
        List<String> counts = new ArrayList<>(2);
        if (nodes > unhelpful) {
            counts.add(nodes - unhelpful + " No preemption victims found for incoming pod");
        }
        if (unhelpful > 0) {
            counts.add(unhelpful + " Preemption is not helpful for scheduling");
        }
        counts.sort(Comparator.naturalOrder());
        return "preemption: 0/%d nodes are available: %s.".formatted(nodes, String.join(", ", counts));
    }

    /// Whether pods elsewhere may keep a pod of this shape off a node.
    static boolean looksAtOtherPods(PodShape shape) {
        Affinity affinity = shape.spec().affinity();
        return !affinity.requiredPods().isEmpty()
                || !affinity.requiredAntiPods().isEmpty()
                || shape.spec().topologySpreads().stream().anyMatch(spread -> spread.hard());
    }
}
