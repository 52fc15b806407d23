package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.NodeGroups.Answer;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.NodeScalingFlags;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Fits the number of machines to the pods: one look every `--scan-interval`, as cluster-autoscaler does. A look at a
/// cluster in which nothing changed, and for which no timer is due, costs next to nothing. Runs under one key; not
/// thread-safe but for the listener.
///
/// Source of the order of steps: `pkg/core/static_autoscaler.go`.
public final class NodeScalingLoop implements Reconciler, AutoCloseable {
    /// The one key of this loop.
    public static final ObjectKey KEY = new ObjectKey("Cluster", "", "cluster");

    private final Cluster cluster;
    private final NodeGroups cloud;
    private final InstantSource clock;
    private final NodeScalingSettings settings;
    private final Deliveries deliveries;
    private final Drains drains;
    private final Growing growing;
    private final Shrinking shrinking;
    private final Cooldown cooldown;
    private final Health health;
    private final Reclaims reclaims;
    private final StatusReport report;
    private final CloudSilence silence;
    private final NodeScalingMeters meters;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final Cluster.Subscription subscription;
    private List<NodeGroup> groupsSeen = List.of();
    private Instant due = Instant.MIN;

    /// With meters of its own, which nobody reads.
    public NodeScalingLoop(
            Cluster cluster, NodeGroups cloud, Journal journal, InstantSource clock, NodeScalingSettings settings) {
        this(cluster, cloud, journal, clock, settings, new Meters());
    }

    /// @param journal takes every decision, under the actor `nodes`
    public NodeScalingLoop(
            Cluster cluster,
            NodeGroups cloud,
            Journal journal,
            InstantSource clock,
            NodeScalingSettings settings,
            Meters meters) {
        this.cluster = cluster;
        this.cloud = cloud;
        this.clock = clock;
        this.settings = settings;
        NodeScalingFlags flags = settings.flags();
        this.meters = new NodeScalingMeters(meters);
        var chronicle = new Chronicle(cluster, journal, clock, flags.status().configMapName(), this.meters);
        this.deliveries = new Deliveries(flags.delivery(), cloud, chronicle);
        this.cooldown = new Cooldown(flags.scaleDown());
        this.drains = new Drains(settings, cluster, cloud, chronicle, cooldown);
        this.growing = new Growing(settings, cluster, cloud, deliveries, chronicle);
        this.shrinking = new Shrinking(settings, cluster, drains, cooldown, new Holds(chronicle));
        this.health = new Health(flags.delivery(), chronicle);
        this.reclaims = new Reclaims(cluster, chronicle);
        this.silence = new CloudSilence(chronicle, flags.scanInterval());
        this.report = new StatusReport(cluster, settings, deliveries, meters);
        this.subscription = cluster.subscribe(event -> {
            if (matters(event.object())) {
                changed.set(true);
            }
        });
    }

    NodeScalingSettings settings() {
        return settings;
    }

    /// Looks at the cluster no more.
    @Override
    public void close() {
        subscription.close();
    }

    /// Builds a loop and has it driven. With `nodes-ahead-of-pods` it also looks as soon as a workload wants more pods
    /// than
    /// there are, and does not wait for `--scan-interval`.
    public static NodeScalingLoop start(
            LoopRuntime runtime, Cluster cluster, NodeGroups cloud, Journal journal, NodeScalingSettings settings) {
        var loop = new NodeScalingLoop(cluster, cloud, journal, runtime.clock(), settings, runtime.meters());
        LoopRuntime.Queue queue = runtime.drive("nodes", loop);
        queue.add(KEY);
        if (settings.aheadOfPods()) {
            cluster.subscribe(event -> {
                if (event.object() instanceof Workload workload
                        && workload.replicas() > workload.statusReplicas()
                        && !(workload instanceof ReplicaSet)) {
                    queue.add(KEY);
                }
            });
        }
        return loop;
    }

    private boolean matters(KubeObject object) {
        return object instanceof Pod
                || object instanceof Node
                || Buffers.areTouchedBy(object)
                || (settings.aheadOfPods() && object instanceof Workload);
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Instant now = clock.instant();
        return switch (cloud.groups()) {
            case Answer.Groups(List<NodeGroup> groups) -> {
                silence.answered(now);
                look(settings.onDemandBase().raise(groups), now);
                yield Outcome.again(settings.flags().scanInterval());
            }
            case Answer.Failed(String reason) -> {
                due = Instant.MIN; // the next look is a whole one
                report.blind(reason, now);
                yield Outcome.again(silence.failed(reason, now));
            }
        };
    }

    private void look(List<NodeGroup> groups, Instant now) {
        if (!changed.getAndSet(false) && now.isBefore(due) && groups.equals(groupsSeen)) {
            shrinking.seen(now);
            report.again(now, shrinking.plannedAt());
        } else {
            groupsSeen = groups;
            look(ClusterLook.at(now, cluster, groups, settings));
        }
    }

    private void look(ClusterLook look) {
        due = look.now(); // until the whole look is through
        meters.active("main", look.now());
        boolean settled = !deliveries.settle(look);
        boolean healthy = health.allowsScaling(look);
        if (settled && healthy) {
            scale(look);
        }
        report.after(look, healthy, shrinking, cooldown.ofAll(look.now()).isPresent());
        meters.keepOnly(look.groupOf());
        meters.ran("main", look.now(), clock.instant());
    }

    private void scale(ClusterLook look) {
        drains.advance(look);
        ClusterPicture picture = Picture.of(look, settings.flags().scaleUp().expendableCutoff());
        Instant began = clock.instant();
        Growing.Growth growth = growing.grow(look, picture);
        growth.grown().forEach(group -> cooldown.added(group, look.now()));
        meters.active("scaleUp", look.now());
        meters.ran("scaleUp", began, clock.instant());
        reclaims.move(look, picture);
        if (settings.flags().scaleDown().enabled()) {
            Instant shrinks = clock.instant();
            shrinking.shrink(look, picture, growth.ordered());
            shrinking.latest().ifPresent(plan -> meters.planned(plan, look.now()));
            meters.active("scaleDown", look.now());
            meters.ran("scaleDown", shrinks, clock.instant());
        }
        boolean waits = growth.waits() || growth.ordered() || isBusy(look);
        due = waits ? look.now() : shrinking.due(look).orElse(Instant.MAX);
    }

    /// Whether something is under way that the next look must follow, changed or not.
    private static boolean isBusy(ClusterLook look) {
        return look.groups().stream()
                        .anyMatch(group -> group.upcoming(look.now()) > 0
                                || !group.unregistered().isEmpty()
                                || !group.leaving().isEmpty()
                                || !group.reclaimed().isEmpty())
                || look.nodes().stream().anyMatch(look::isGoing);
    }

    /// The latest decision on growth, for explanations; empty before the first.
    public Optional<ScaleUpDecision> scaleUpDecision() {
        return growing.latest();
    }

    /// Everything that keeps a node now, each with the object to change and what the node costs a month; empty for a
    /// node
    /// that is not there. Looks anew and changes nothing.
    public Optional<Explanation> keepers(String node) {
        List<NodeGroup> groups = settings.onDemandBase().raise(cloud.groups().orNone());
        ClusterLook look = ClusterLook.at(clock.instant(), cluster, groups, settings);
        ClusterPicture picture = Picture.of(look, settings.flags().scaleUp().expendableCutoff());
        return shrinking.keepers(look, picture, node);
    }

    /// The latest plan for giving machines back, for explanations; empty before the first.
    public Optional<ScaleDownPlan> scaleDownPlan() {
        return shrinking.latest();
    }
}
