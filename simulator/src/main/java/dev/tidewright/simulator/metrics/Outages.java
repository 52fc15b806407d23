package dev.tidewright.simulator.metrics;

import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.simulator.faults.MetricFaults;
import dev.tidewright.simulator.scenario.Fault.MetricOutage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The outages of the metrics pipeline that last now.
final class Outages implements MetricFaults {
    private final Function<Pod, Optional<ObjectKey>> workloadOf;
    private final List<MetricOutage> now = new ArrayList<>();
    private long changes;

    Outages(Function<Pod, Optional<ObjectKey>> workloadOf) {
        this.workloadOf = workloadOf;
    }

    @Override
    public void begin(MetricOutage outage) {
        now.add(outage);
        changes++;
    }

    @Override
    public void end(MetricOutage outage) {
        now.remove(outage);
        changes++;
    }

    /// Grows with each begin and end; answers change with it.
    long changes() {
        return changes;
    }

    boolean isFrozen(Pod pod) {
        return of(pod).filter(kind -> kind == MetricOutage.Kind.FROZEN).isPresent();
    }

    boolean isFrozen(ObjectKey workload) {
        return of(Optional.of(workload))
                .filter(kind -> kind == MetricOutage.Kind.FROZEN)
                .isPresent();
    }

    /// How this pod's metrics fail, if they do.
    Optional<MetricOutage.Kind> of(Pod pod) {
        return now.isEmpty() ? Optional.empty() : of(workloadOf.apply(pod));
    }

    /// How the metrics of a workload fail, if they do: the outage that began last counts.
    Optional<MetricOutage.Kind> of(Optional<ObjectKey> workload) {
        for (int i = now.size() - 1; i >= 0; i--) {
            MetricOutage outage = now.get(i);
            boolean hit = outage.workload().isEmpty() || outage.workload().equals(workload);
            if (outage.metric().isEmpty() && hit) {
                return Optional.of(outage.kind());
            }
        }
        return Optional.empty();
    }

    /// How an external metric fails, if it does. An outage of one workload does not reach it: it belongs to none.
    Optional<MetricOutage.Kind> ofExternal(String metric) {
        for (int i = now.size() - 1; i >= 0; i--) {
            MetricOutage outage = now.get(i);
            if (outage.metric().isPresent()
                    ? outage.metric().get().equals(metric)
                    : outage.workload().isEmpty()) {
                return Optional.of(outage.kind());
            }
        }
        return Optional.empty();
    }
}
