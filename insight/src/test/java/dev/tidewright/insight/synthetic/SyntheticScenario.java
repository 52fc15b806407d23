package dev.tidewright.insight.synthetic;

import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.ObjectReference;
import dev.tidewright.core.pods.ScalingBehavior;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.simulator.scenario.AutoscalingSettings;
import dev.tidewright.simulator.scenario.CacheSpec;
import dev.tidewright.simulator.scenario.DatabaseSpec;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.Distribution.Fixed;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scenario.Objective;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.ServiceSpec;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A flash crowd on one service: 120 requests a second, 1,000 five minutes later, and back.
public final class SyntheticScenario {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final ObjectKey WEB = new ObjectKey("Deployment", "shop", "web");
    public static final Distribution CPU = new Fixed(Duration.ofMillis(20));

    private SyntheticScenario() {}

    public static Scenario flashCrowd(int minReplicas, int maxNodes, Duration length, List<Fault> faults) {
        return new Scenario(
                "flash-crowd",
                START,
                length,
                List.of(web(), autoscaler(minReplicas)),
                List.of(pool(maxNodes)),
                List.of(service()),
                List.of(new DatabaseSpec("main", Optional.empty(), 4, 100, Optional.empty())),
                List.of(cache()),
                List.of(new TrafficSpec("web", crowd())),
                faults,
                List.of(
                        new Objective.Latency("web", 99.9, Duration.ofMillis(300)),
                        new Objective.Errors("web", 0.001),
                        new Objective.Pending(Duration.ofSeconds(30)),
                        new Objective.Cost(20)),
                MetricsPipeline.DEFAULT,
                AutoscalingSettings.NONE,
                "USD",
                List.of("web: no time-out was given; 2 s were assumed."),
                List.of(),
                List.of());
    }

    private static Deployment web() {
        var container = Container.named("web", Resources.of(500, 512L << 20), Resources.of(1_000, 512L << 20));
        return new Deployment(
                ObjectMeta.named("shop", "web"),
                3,
                LabelSelector.EVERYTHING,
                new PodTemplate(new TreeMap<>(), new TreeMap<>(), PodSpec.of(container)),
                Deployment.Strategy.DEFAULT,
                Deployment.Status.NONE);
    }

    private static HorizontalPodAutoscaler autoscaler(int minReplicas) {
        var spec = new HorizontalPodAutoscaler.Spec(
                new ObjectReference("apps/v1", "Deployment", "web"),
                Optional.of(minReplicas),
                40,
                List.of(MetricSpec.utilization("cpu", 70)),
                Optional.of(ScalingBehavior.DEFAULT));
        return new HorizontalPodAutoscaler(ObjectMeta.named("shop", "web"), spec, HorizontalPodAutoscaler.Status.NONE);
    }

    private static NodeGroupSpec pool(int max) {
        return new NodeGroupSpec(
                "pool-1",
                Resources.of(4_000, 16L << 30),
                Resources.of(3_920, 14L << 30),
                2,
                max,
                2,
                new Distribution.LogNormal(Duration.ofSeconds(70), Duration.ofSeconds(110)),
                0.19,
                false,
                List.of("a"),
                new TreeMap<>(),
                List.of());
    }

    private static ServiceSpec service() {
        return new ServiceSpec(
                "web",
                WEB,
                "web",
                CPU,
                new Fixed(Duration.ofMillis(15)),
                Bytes.ofMebi(200),
                Bytes.ofMebi(1),
                Bytes.ZERO,
                50,
                100,
                new Fixed(Duration.ofSeconds(12)),
                new Fixed(Duration.ofSeconds(14)),
                300,
                Duration.ofSeconds(2),
                0,
                List.of(),
                List.of(new ServiceSpec.Query("main", 0.4, new Fixed(Duration.ofMillis(5)))),
                List.of());
    }

    private static CacheSpec cache() {
        return new CacheSpec(
                "sessions",
                Optional.empty(),
                Bytes.ofGibi(1),
                100_000,
                new Bytes(900),
                0.9,
                Duration.ofMinutes(10),
                new Fixed(Duration.ofMillis(1)),
                50_000,
                1);
    }

    private static Arrivals crowd() {
        return new Arrivals(
                "twitter_volume_aapl, scaled to a peak of 1,000 requests a second, between its 5-minute points a"
                        + " straight line",
                List.of(
                        point(0, 120),
                        point(30, 130),
                        point(35, 1_000),
                        point(60, 940),
                        point(75, 240),
                        point(90, 180),
                        point(240, 120)));
    }

    private static Point point(int minutes, double perSecond) {
        return new Point(Duration.ofMinutes(minutes), perSecond);
    }

    /// Requests a second at a time.
    public static double rate(Scenario scenario, Duration since) {
        List<Point> points = ((Arrivals) scenario.traffic().getFirst().source()).points();
        for (int next = 1; next < points.size(); next++) {
            Point from = points.get(next - 1);
            Point to = points.get(next);
            if (since.compareTo(to.at()) < 0) {
                double share = (double) since.minus(from.at()).toMillis()
                        / to.at().minus(from.at()).toMillis();
                return from.perSecond() + share * (to.perSecond() - from.perSecond());
            }
        }
        return points.getLast().perSecond();
    }
}
