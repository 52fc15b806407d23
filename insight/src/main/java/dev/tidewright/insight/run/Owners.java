package dev.tidewright.insight.run;

import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tells whose a pod is by its name, as controllers name pods after their workload.
public final class Owners {
    private final List<Workload> longestNameFirst;

    public Owners(Scenario scenario) {
        var workloads = new ArrayList<Workload>();
        for (KubeObject object : scenario.objects()) {
            if (object instanceof Workload workload) {
                workloads.add(workload);
            }
        }
        workloads.sort(Comparator.comparingInt(
                        (Workload workload) -> workload.meta().name().length())
                .reversed()
                .thenComparing(Workload::key));
        this.longestNameFirst = List.copyOf(workloads);
    }

    /// The workload of a pod, or of a ReplicaSet; empty for one that the scenario did not bring.
    public Optional<Workload> of(ObjectKey pod) {
        for (Workload workload : longestNameFirst) {
            if (workload.meta().namespace().equals(pod.namespace())
                    && pod.name().startsWith(workload.meta().name() + "-")) {
                return Optional.of(workload);
            }
        }
        return Optional.empty();
    }
}
