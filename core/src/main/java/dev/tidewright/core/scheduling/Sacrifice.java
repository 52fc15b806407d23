package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Pod;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The pods of one node that would have to go for another pod.
///
/// @param victims    the most important first; not empty
/// @param violations how many of them their disruption budgets would not let go
public record Sacrifice(int slot, String node, List<Pod> victims, int violations) {
    /// The lesser evil first. Source: kube-scheduler's `pickOneNodeForPreemption`.
    static final Comparator<Sacrifice> LEAST = Comparator.comparingInt(Sacrifice::violations)
            .thenComparingInt(Sacrifice::highestPriority)
            .thenComparingLong(Sacrifice::prioritySum)
            .thenComparingInt(each -> each.victims.size())
            .thenComparing(Sacrifice::oldestOfHighest, Comparator.reverseOrder())
            .thenComparingInt(Sacrifice::slot);

    /// The higher priority first, then who has run longer.
    static final Comparator<Pod> MOST_IMPORTANT = Comparator.comparingInt(
                    (Pod pod) -> -pod.spec().priority())
            .thenComparing(Sacrifice::startOf)
            .thenComparing(Pod::key);

    public Sacrifice {
        victims = List.copyOf(victims);
    }

    private int highestPriority() {
        return victims.getFirst().spec().priority();
    }

    /// Shifted so that a further victim always makes it worse, whatever its priority.
    private long prioritySum() {
        long sum = 0;
        for (Pod victim : victims) {
            sum += victim.spec().priority() + (1L << 31);
        }
        return sum;
    }

    private Instant oldestOfHighest() {
        Instant oldest = Instant.MAX;
        for (Pod victim : victims) {
            if (victim.spec().priority() == highestPriority() && startOf(victim).isBefore(oldest)) {
                oldest = startOf(victim);
            }
        }
        return oldest;
    }

    private static Instant startOf(Pod pod) {
        return pod.status().started().orElse(Instant.MAX);
    }
}
