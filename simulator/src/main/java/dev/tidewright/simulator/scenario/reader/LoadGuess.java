package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.objects.PodAutoscaler;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What load a workload is guessed to bear, from its requests and what its autoscaler holds.
///
/// @param name      of the service, unlike any other
/// @param container the one that does the work
/// @param perPod    requests a second that one pod serves at its target
/// @param fewest    pods in quiet times
/// @param most      pods at the limit
/// @param cpu       time of one request
/// @param scaled    whether an autoscaler holds it
record LoadGuess(
        String name,
        Workload workload,
        Container container,
        double perPod,
        int fewest,
        int most,
        Distribution.LogNormal cpu,
        boolean scaled) {
    static final String WORDS =
            "a request takes 5ms of CPU (median; 15ms at p95) and 20ms of waiting; an idle pod uses half"
                    + " of its memory request and 1Mi more for each request in flight";

    private static final Distribution.LogNormal CPU =
            new Distribution.LogNormal(Duration.ofMillis(5), Duration.ofMillis(15));
    private static final Duration WAITING = Duration.ofMillis(20);
    private static final double TARGET = 0.7;
    private static final long UNKNOWN_CPU_MILLI = 250;
    private static final long IDLE_BYTES = Bytes.ofMebi(64).count();
    private static final double QUIET_SHARE = 0.6;
    private static final double PEAK_SHARE = 0.8;

    /// The workloads that autoscalers hold; all of them where there are no autoscalers.
    static List<LoadGuess> of(List<KubeObject> objects) {
        Map<ObjectKey, HorizontalPodAutoscaler> autoscalers = new LinkedHashMap<>();
        for (KubeObject object : objects) {
            PodAutoscaler.rulesOf(object).ifPresent(hpa -> {
                var target = hpa.spec().target();
                autoscalers.put(new ObjectKey(target.kind(), hpa.meta().namespace(), target.name()), hpa);
            });
        }
        List<LoadGuess> guesses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (KubeObject object : objects) {
            if (object instanceof Workload workload
                    && (autoscalers.isEmpty() || autoscalers.containsKey(object.key()))) {
                guesses.add(of(workload, Optional.ofNullable(autoscalers.get(object.key())), names));
            }
        }
        return guesses;
    }

    private static LoadGuess of(Workload workload, Optional<HorizontalPodAutoscaler> hpa, Set<String> names) {
        Container container = working(workload, hpa);
        Optional<Double> requestsTarget = hpa.flatMap(LoadGuess::requestsTarget);
        Distribution.LogNormal cpu =
                requestsTarget.map(rate -> cpuFor(container, rate)).orElse(CPU);
        double perPod = requestsTarget.orElseGet(
                () -> coresAtTarget(container, hpa) / (cpu.mean().toNanos() / 1e9));
        int replicas = Math.max(1, workload.replicas());
        String plain = workload.meta().name();
        String name = names.add(plain) ? plain : workload.meta().namespace() + "-" + plain;
        names.add(name);
        return new LoadGuess(
                name,
                workload,
                container,
                perPod,
                hpa.map(found -> Math.max(1, found.spec().floor())).orElse(replicas),
                hpa.map(found -> found.spec().maxReplicas()).orElse(replicas),
                cpu,
                hpa.isPresent());
    }

    /// The container that a ContainerResource metric names, else the first that asks for CPU, else the first.
    private static Container working(Workload workload, Optional<HorizontalPodAutoscaler> hpa) {
        List<Container> containers = workload.template().spec().containers();
        for (MetricSpec metric : hpa.map(found -> found.spec().metrics()).orElse(List.of())) {
            if (metric.source() instanceof MetricSource.ContainerResource resource) {
                for (Container container : containers) {
                    if (container.name().equals(resource.container())) {
                        return container;
                    }
                }
            }
        }
        for (Container container : containers) {
            if (container.requests().cpuMilli() > 0) {
                return container;
            }
        }
        return containers.getFirst();
    }

    /// Requests a second that a custom metric holds each pod at, where the metric's name says that it counts them.
    private static Optional<Double> requestsTarget(HorizontalPodAutoscaler hpa) {
        for (MetricSpec metric : hpa.spec().metrics()) {
            if (metric.source() instanceof MetricSource.Pods pods
                    && metric.target().averageValue().isPresent()
                    && countsRequests(pods.metric().name())) {
                return metric.target().averageValue().map(value -> value.milli() / 1e3);
            }
        }
        return Optional.empty();
    }

    private static boolean countsRequests(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        return name.contains("request") || name.contains("rps") || name.contains("qps");
    }

    /// CPU time at which the pod would use its usual share of its request while serving that many requests.
    private static Distribution.LogNormal cpuFor(Container container, double perSecond) {
        double mean = cores(container) * TARGET / perSecond;
        double scale = mean / (CPU.mean().toNanos() / 1e9);
        return new Distribution.LogNormal(scaled(CPU.median(), scale), scaled(CPU.p95(), scale));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos(Math.max(1, Math.round(duration.toNanos() * factor)));
    }

    private static double cores(Container container) {
        long requested = container.requests().cpuMilli();
        return (requested > 0 ? requested : UNKNOWN_CPU_MILLI) / 1e3;
    }

    private static double coresAtTarget(Container container, Optional<HorizontalPodAutoscaler> hpa) {
        for (MetricSpec metric : hpa.map(found -> found.spec().metrics()).orElse(List.of())) {
            boolean cpu = switch (metric.source()) {
                case MetricSource.Resource resource -> resource.name().equals(Resources.CPU);
                case MetricSource.ContainerResource resource -> resource.name().equals(Resources.CPU);
                default -> false;
            };
            if (cpu && metric.target().averageUtilization().isPresent()) {
                return cores(container) * metric.target().averageUtilization().get() / 100;
            }
            if (cpu && metric.target().averageValue().isPresent()) {
                return metric.target().averageValue().get().milli() / 1e3;
            }
        }
        return cores(container) * TARGET;
    }

    /// Requests a second in quiet times.
    double quiet() {
        return rounded(Math.min(perPod * fewest * QUIET_SHARE, peak()));
    }

    /// Requests a second at the peak.
    double peak() {
        return rounded(perPod * most * PEAK_SHARE);
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }

    ServiceSpec service() {
        long requested = container.requests().memoryBytes();
        return new ServiceSpec(
                name,
                workload.key(),
                container.name(),
                cpu,
                new Distribution.Fixed(WAITING),
                new Bytes(requested > 0 ? requested / 2 : IDLE_BYTES),
                ServiceReader.PER_REQUEST,
                Bytes.ZERO,
                ServiceReader.CONCURRENCY,
                ServiceReader.QUEUE,
                ServiceReader.PULL,
                ServiceReader.READY,
                0,
                ServiceReader.TIMEOUT,
                0,
                List.of(),
                List.of(),
                List.of());
    }

    /// What is assumed of this workload, in one sentence.
    String words() {
        String unknown = container.requests().cpuMilli() > 0
                ? ""
                : "; its container " + container.name() + " asks for no CPU, so " + new MilliCpu(UNKNOWN_CPU_MILLI)
                        + " is taken for its load";
        return "%s: %s/s in quiet times, %s/s at the peak (a pod serves %s/s at %s; %d to %d pods)%s"
                .formatted(
                        name,
                        quiet(),
                        peak(),
                        rounded(perPod),
                        scaled ? "its autoscaler's target" : "70% of its request",
                        fewest,
                        most,
                        unknown);
    }
}
