package dev.tidewright.insight.run;

import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A workload with the autoscaler that scales it.
public record Autoscaled(HorizontalPodAutoscaler autoscaler, Workload workload, Optional<ServiceSpec> service) {
    /// Every autoscaler of the scenario whose target is in it, in the order of the manifests.
    public static List<Autoscaled> of(Scenario scenario) {
        var found = new ArrayList<Autoscaled>();
        for (KubeObject object : scenario.objects()) {
            PodAutoscaler.rulesOf(object)
                    .ifPresent(autoscaler -> target(autoscaler, scenario)
                            .ifPresent(workload ->
                                    found.add(new Autoscaled(autoscaler, workload, service(workload, scenario)))));
        }
        return found;
    }

    private static Optional<Workload> target(HorizontalPodAutoscaler autoscaler, Scenario scenario) {
        var wanted = new ObjectKey(
                autoscaler.spec().target().kind(),
                autoscaler.meta().namespace(),
                autoscaler.spec().target().name());
        for (KubeObject object : scenario.objects()) {
            if (object instanceof Workload workload && workload.key().equals(wanted)) {
                return Optional.of(workload);
            }
        }
        return Optional.empty();
    }

    private static Optional<ServiceSpec> service(Workload workload, Scenario scenario) {
        return scenario.services().stream()
                .filter(service -> service.workload().equals(workload.key()))
                .findFirst();
    }

    /// `workload/NAMESPACE/NAME`, as in a recording.
    public String workloadSubject() {
        return "workload/" + workload.meta().namespace() + "/" + workload.meta().name();
    }

    /// `hpa/NAMESPACE/NAME`, as in a recording.
    public String autoscalerSubject() {
        return "hpa/" + autoscaler.meta().namespace() + "/" + autoscaler.meta().name();
    }

    /// The CPU utilisation it aims at, in per cent of the requests; empty where it has no such metric.
    public Optional<Integer> targetPercent() {
        for (MetricSpec metric : autoscaler.spec().metrics()) {
            if (metric.source() instanceof MetricSource.Resource resource
                    && resource.name().equals(Resources.CPU)) {
                return metric.target().averageUtilization();
            }
        }
        return Optional.empty();
    }

    /// CPU that one pod requests, in thousandths of a core.
    public long podRequestMilli() {
        long sum = 0;
        for (Container container : workload.template().spec().containers()) {
            sum += container.requests().cpuMilli();
        }
        return sum;
    }
}
