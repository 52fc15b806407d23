package dev.tidewright.control.pods;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.MetricNews;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.meters.Meters;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.Surge;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.PodScaling;
import dev.tidewright.core.pods.PodScalingDecision;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.ScalingEvent;
import dev.tidewright.core.pods.Settlement;
import dev.tidewright.core.pods.Sync;
import dev.tidewright.core.pods.TargetScale;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps workloads at the size that their HorizontalPodAutoscalers and PodAutoscalers want: every sync period, look,
/// decide, look
/// again, act, journal. Thread-safe, as far as its ports are: different autoscalers may be synced at once.
public final class PodScalingLoop implements Reconciler {
    /// The loop's name in journals and metrics.
    public static final String NAME = "pods";

    /// A sync mostly waits for the API server's answers to its writes.
    private static final int CONCURRENT_SYNCS = 32;

    /// Tries of one write of the scale before the sync gives up. Source: client-go's `retry.DefaultRetry`.
    private static final int WRITE_TRIES = 5;

    private final Cluster cluster;
    private final Metrics metrics;
    private final DecisionJournal journal;
    private final InstantSource clock;
    private final PodScalingFlags flags;
    private final ScalingGuards guards;
    private final PodScalingMeters meters;
    private final Autoscalers autoscalers = new Autoscalers();

    /// With meters of its own, which nobody reads.
    public PodScalingLoop(
            Cluster cluster, Metrics metrics, Journal journal, InstantSource clock, PodScalingFlags flags) {
        this(cluster, metrics, journal, clock, flags, new Meters());
    }

    public PodScalingLoop(
            Cluster cluster,
            Metrics metrics,
            Journal journal,
            InstantSource clock,
            PodScalingFlags flags,
            Meters meters) {
        this.cluster = cluster;
        this.metrics = metrics;
        this.journal = new DecisionJournal(journal);
        this.guards = new ScalingGuards(metrics, flags);
        this.meters = new PodScalingMeters(meters);
        this.clock = clock;
        this.flags = flags;
    }

    /// Has `runtime` drive the loop for all autoscalers there are and will be, each first after one sync period.
    public static Subscription start(
            LoopRuntime runtime, Cluster cluster, Metrics metrics, Journal journal, PodScalingFlags flags) {
        return start(runtime, cluster, new MetricsAndNews(metrics, MetricNews.NONE), journal, flags);
    }

    /// The metrics of a world, and who tells when they change.
    public record MetricsAndNews(Metrics metrics, MetricNews news) {}

    /// The same, with syncs as soon as metrics change, where the world tells so.
    public static Subscription start(
            LoopRuntime runtime, Cluster cluster, MetricsAndNews world, Journal journal, PodScalingFlags flags) {
        var loop = new PodScalingLoop(cluster, world.metrics(), journal, runtime.clock(), flags, runtime.meters());
        LoopRuntime.Queue queue = runtime.drive(NAME, loop);
        Subscription subscription = cluster.subscribe(event -> {
            if (Kinds.isOne(event.object()) && event.type() != ClusterEvent.Type.MODIFIED) {
                queue.addAfter(event.object().key(), flags.syncPeriod());
            }
        });
        for (KubeObject autoscaler : Kinds.list(cluster)) {
            queue.addAfter(autoscaler.key(), flags.syncPeriod());
        }
        Subscription eager =
                world.news().subscribe(new EagerSyncs(cluster, queue, runtime.clock(), flags.syncPeriod()));
        return () -> {
            eager.close();
            subscription.close();
        };
    }

    @Override
    public int concurrency() {
        return CONCURRENT_SYNCS;
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<HorizontalPodAutoscaler> hpa = Kinds.find(cluster, key);
        if (hpa.isEmpty()) {
            autoscalers.forget(key);
            meters.forget(key);
            meters.known(autoscalers.count());
            return Outcome.DONE;
        }
        Instant began = clock.instant();
        Duration rest = restAfterChange(autoscalers.of(key).scaled, began);
        if (rest.isPositive()) {
            return Outcome.again(rest);
        }
        Settlement settlement = sync(key, hpa.get());
        Duration taken = Duration.between(began, clock.instant());
        meters.tell(settlement, autoscalers.of(key).asking, taken);
        meters.known(autoscalers.count());
        return Outcome.again(flags.syncPeriod());
    }

    /// How long the count of before must still rest: a full period after each change, however a sync came about, so
    /// that the
    /// metrics that decide next were measured with the pods that are there. None where the clock was set back.
    private Duration restAfterChange(Instant changed, Instant now) {
        boolean isRecent = !changed.isAfter(now) && changed.isAfter(now.minus(flags.syncPeriod()));
        return isRecent ? Duration.between(now, changed.plus(flags.syncPeriod())) : Duration.ZERO;
    }

    private Settlement sync(ObjectKey key, HorizontalPodAutoscaler hpa) {
        ObjectKey targetKey = ScaleTargets.key(hpa);
        Optional<Workload> target = ScaleTargets.find(cluster, targetKey);
        Autoscalers.State state = autoscalers.of(key);
        ScalingGuards.Checked checked = guards.check(look(key, hpa, target), targetKey, state);
        PodScalingDecision decision = PodScaling.decide(checked.sync());
        Optional<String> writeError =
                decision.rescale() ? write(decision, targetKey, target.orElseThrow()) : Optional.empty();
        Settlement settlement = Settlement.of(decision, writeError);
        state.memory = settlement.memory();
        if (decision.rescale()) {
            state.scaled = clock.instant();
        }
        Optional<String> statusError =
                settlement.changesStatus() ? writeStatus(key, hpa.with(settlement.status())) : Optional.empty();
        for (ScalingEvent event : settlement.events(statusError)) {
            cluster.apply(new Change.Emit(key, event.type(), event.reason(), event.message()));
        }
        tell(checked, key, state);
        journal.tell(settlement, checked, new DecisionJournal.Objects(key, targetKey), state);
        return settlement;
    }

    /// An event for each thing that the guards newly found.
    private void tell(ScalingGuards.Checked checked, ObjectKey key, Autoscalers.State state) {
        for (String finding : checked.findings()) {
            if (!state.findings.contains(finding)) {
                cluster.apply(new Change.Emit(key, "Warning", "ScalingGuard", finding));
            }
        }
    }

    private Sync look(ObjectKey key, HorizontalPodAutoscaler hpa, Optional<Workload> target) {
        Autoscalers.State state = autoscalers.of(key);
        ScaleAnswer scale = scale(key, hpa, target);
        List<Pod> pods = List.of();
        List<MetricAnswer> answers = List.of();
        if (scale instanceof ScaleAnswer.Found found
                && found.scale().selector() instanceof ScaleSelector.Parsed selector
                && PodScaling.looksAtMetrics(hpa.spec(), found.scale())) {
            pods = cluster.pods(key.namespace(), selector.meaning());
            var queries = new MetricQueries(metrics, key.namespace(), selector.meaning());
            answers = queries.ask(hpa.spec().metrics(), clock);
            state.asking = queries.taken();
        }
        return new Sync(
                hpa, scale, pods, autoscalers.known(key), answers, state.memory, flags.settings(), clock.instant());
    }

    private ScaleAnswer scale(ObjectKey key, HorizontalPodAutoscaler hpa, Optional<Workload> target) {
        var reference = hpa.spec().target();
        if (reference.hasMalformedVersion()) {
            return ScaleAnswer.malformed(reference);
        }
        if (!ScaleTargets.isKnown(reference)) {
            return ScaleAnswer.unknownKind(reference);
        }
        if (target.isEmpty()) {
            return new ScaleAnswer.Unavailable(
                    ScaleAnswer.Fault.UNREADABLE, ScaleTargets.name(reference) + " not found");
        }
        Workload workload = target.get();
        ScaleSelector selector = autoscalers.learn(key, workload.selector());
        return new ScaleAnswer.Found(new TargetScale(asked(workload), workload.statusReplicas(), selector));
    }

    /// Pods wanted, without those that stand in for others while a node is drained.
    private static int asked(Workload workload) {
        int standIns =
                workload instanceof Deployment deployment ? Surge.of(deployment).total() : 0;
        return workload.replicas() - standIns;
    }

    /// Writes the scale, looking again where another writer came first. The count was decided from metrics, not
    /// from the object's other fields, so it still holds (as upstream has it).
    ///
    /// @return why it could not be written; empty where it was
    private Optional<String> write(PodScalingDecision decision, ObjectKey key, Workload seen) {
        Workload target = seen;
        var reference = decision.sync().hpa().spec().target();
        for (int i = 0; i < WRITE_TRIES; i++) {
            var change = new Change.SetReplicas(
                    key, decision.desired(), target.meta().version());
            switch (cluster.apply(change)) {
                case Cluster.Outcome.Applied applied -> {
                    return Optional.empty();
                }
                case Cluster.Outcome.Refused refused -> {
                    return Optional.of(refused.reason());
                }
                case Cluster.Outcome.Overtaken overtaken -> {
                    Optional<Workload> now = ScaleTargets.find(cluster, key);
                    if (now.isEmpty()) {
                        return Optional.of(ScaleTargets.name(reference) + " not found");
                    }
                    target = now.get();
                }
            }
        }
        return Optional.of(conflict(ScaleTargets.name(reference)));
    }

    private static String conflict(String name) {
        return "Operation cannot be fulfilled on " + name
                + ": the object has been modified; please apply your changes to the latest version and try again";
    }

    private Optional<String> writeStatus(ObjectKey key, HorizontalPodAutoscaler rules) {
        return switch (cluster.apply(new Change.ReplaceStatus(Kinds.stored(key, rules)))) {
            case Cluster.Outcome.Applied applied -> Optional.empty();
            case Cluster.Outcome.Refused refused -> Optional.of(refused.reason());
            case Cluster.Outcome.Overtaken overtaken -> Optional.of(conflict(Kinds.name(key)));
        };
    }
}
