package dev.tidewright.simulator.recording;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.MetricStatus;
import dev.tidewright.simulator.scenario.Scenario;
import java.util.Optional;

/// Records what each autoscaler of a scenario sees and aims at: its CPU utilisation, out of its own status.
public final class AutoscalerRecords {
    private AutoscalerRecords() {}

    /// Registers a pair of gauges for each autoscaler that has a CPU utilisation to aim at.
    public static void register(Recorder recorder, Cluster cluster, Scenario scenario) {
        for (KubeObject object : scenario.objects()) {
            PodAutoscaler.rulesOf(object)
                    .flatMap(AutoscalerRecords::target)
                    .ifPresent(percent -> register(recorder, cluster, object.key(), percent));
        }
    }

    private static void register(Recorder recorder, Cluster cluster, ObjectKey key, int target) {
        String subject = "hpa/" + key.namespace() + "/" + key.name();
        recorder.gauge(subject, Measures.UTILISATION_PERCENT, () -> seen(cluster, key));
        recorder.gauge(subject, Measures.TARGET_PERCENT, () -> target);
    }

    private static Optional<Integer> target(HorizontalPodAutoscaler autoscaler) {
        for (MetricSpec metric : autoscaler.spec().metrics()) {
            if (isCpu(metric.source()) && metric.target().averageUtilization().isPresent()) {
                return metric.target().averageUtilization();
            }
        }
        return Optional.empty();
    }

    private static double seen(Cluster cluster, ObjectKey key) {
        Optional<HorizontalPodAutoscaler> now =
                cluster.get(key, KubeObject.class).flatMap(PodAutoscaler::rulesOf);
        if (now.isPresent()) {
            for (MetricStatus metric : now.get().status().currentMetrics()) {
                if (isCpu(metric.source()) && metric.averageUtilization().isPresent()) {
                    return metric.averageUtilization().get();
                }
            }
        }
        return Double.NaN;
    }

    private static boolean isCpu(MetricSource source) {
        return source instanceof MetricSource.Resource resource
                && resource.name().equals(Resources.CPU);
    }
}
