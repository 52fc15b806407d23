package dev.tidewright.control.requests;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.Subscription;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.VerticalPodAutoscaler.Status;
import dev.tidewright.core.requests.recommend.RequestDecision;
import dev.tidewright.core.requests.recommend.RequestScaling;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.requests.usage.UsageModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Recommends requests from what was used: every `--recommender-interval` and autoscaler it takes in usage and kills,
/// decides, writes the status and stores what it knows. Not thread-safe but for its listener: a runtime runs one key at
/// a time.
public final class RecommenderLoop implements Reconciler {
    /// The loop's name in journals and metrics.
    public static final String NAME = "recommender";

    /// The condition that says that the target is of no kind that can be scaled, or is not there.
    public static final String UNSUPPORTED = "ConfigUnsupported";

    /// The condition that says that stored history was refused. Upstream has no such thing: it loads what it finds.
    public static final String CHECKPOINT_REFUSED = "CheckpointRefused";

    /// Source: `AggregateContainerStateGCInterval`.
    private static final Duration EXPIRY_INTERVAL = Duration.ofHours(1);

    private final Cluster cluster;
    private final InstantSource clock;
    private final RequestScalingFlags flags;
    private final Targets targets;
    private final UsageModel model;
    private final KillWatch kills;
    private final UsageFeed feed;
    private final Checkpoints checkpoints;
    private final RecommendationTale tale;
    private final Optional<PeaceKeeper> peace;
    private final Optional<LeakWatch> leaks;
    private final Map<ObjectKey, List<String>> refused = new LinkedHashMap<>();
    private Instant expired = Instant.MIN;

    public RecommenderLoop(
            Cluster cluster, Metrics metrics, Journal journal, InstantSource clock, RequestScalingFlags flags) {
        this.cluster = cluster;
        this.clock = clock;
        this.flags = flags;
        this.targets = new Targets(cluster);
        this.model = new UsageModel(flags.usage());
        this.kills = new KillWatch(flags.usage().sidecars());
        this.leaks = flags.guardsLeaks() ? Optional.of(new LeakWatch()) : Optional.empty();
        this.feed = new UsageFeed(cluster, metrics, model, kills, leaks);
        this.checkpoints = new Checkpoints(cluster, model);
        var told = new RequestJournal(journal, clock);
        this.tale = new RecommendationTale(cluster, told);
        this.peace = flags.peace().map(settings -> new PeaceKeeper(cluster, told, settings));
    }

    /// Has `runtime` drive the loop for all autoscalers there are and will be, each first after one interval.
    public static Subscription start(
            LoopRuntime runtime, Cluster cluster, Metrics metrics, Journal journal, RequestScalingFlags flags) {
        var loop = new RecommenderLoop(cluster, metrics, journal, runtime.clock(), flags);
        Subscription news = cluster.subscribe(loop.kills);
        Subscription drive = EachAutoscaler.drive(runtime, cluster, NAME, loop, flags.recommenderInterval());
        return () -> {
            news.close();
            drive.close();
        };
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<VerticalPodAutoscaler> vpa = cluster.get(key, VerticalPodAutoscaler.class);
        if (vpa.isEmpty()) {
            forget(key);
            checkpoints.drop(key);
            return Outcome.DONE;
        }
        Instant now = clock.instant();
        model.settle(now);
        expire(now);
        write(vpa.get(), pass(key, vpa.get(), now));
        return Outcome.again(flags.recommenderInterval());
    }

    private void forget(ObjectKey key) {
        model.unwatch(key.namespace(), key.name());
        feed.forget(key);
        refused.remove(key);
        tale.forget(key);
        peace.ifPresent(keeper -> keeper.forget(key));
        leaks.ifPresent(watch -> watch.forget(key));
    }

    private void expire(Instant now) {
        if (expired.equals(Instant.MIN) || !now.isBefore(expired.plus(EXPIRY_INTERVAL)) || now.isBefore(expired)) {
            model.expire(now);
            expired = now;
        }
    }

    private Status pass(ObjectKey key, VerticalPodAutoscaler vpa, Instant now) {
        Optional<LabelSelector> selector = targets.selector(vpa);
        if (selector.isEmpty()) {
            forget(key);
            return vpa.status().with(new Condition(UNSUPPORTED, "True", "", unsupported(vpa), now));
        }
        model.watch(vpa, selector.get());
        List<String> flaws = refused.computeIfAbsent(key, first -> checkpoints.load(key, now));
        feed.feed(key, selector.get(), now);
        SortedMap<String, ContainerUsage> usage = model.usage(key.namespace(), key.name());
        RequestDecision decision = RequestScaling.decide(vpa, usage, flags.recommendation());
        Status status =
                decision.after(without(vpa.status(), UNSUPPORTED), model.pods(key.namespace(), key.name()), now);
        if (peace.isPresent()) {
            status = status.withRecommendation(peace.get().keep(vpa, selector.get(), decision.recommendation(), now));
        }
        if (leaks.isPresent()) {
            status = leaks.get().judge(key, vpa.status(), status, now);
            warn(key, vpa.status(), status);
        }
        tale.tell(key, decision, usage, feed.past(), now);
        checkpoints.store(key, now);
        return flaws.isEmpty()
                ? without(status, CHECKPOINT_REFUSED)
                : status.with(new Condition(CHECKPOINT_REFUSED, "True", "NotTrusted", String.join("; ", flaws), now));
    }

    private void warn(ObjectKey key, Status before, Status after) {
        Optional<Condition> leak = after.condition(LeakWatch.LEAK);
        if (leak.isPresent() && before.condition(LeakWatch.LEAK).isEmpty()) {
            cluster.apply(
                    new Change.Emit(key, "Warning", LeakWatch.LEAK, leak.get().message()));
        }
    }

    private static String unsupported(VerticalPodAutoscaler vpa) {
        return Targets.targetOf(vpa)
                .map(target -> "Cannot read targetRef. Reason: " + target + " is not there, or not of a kind with pods")
                .orElse("Cannot read targetRef. Reason: targetRef not defined");
    }

    /// A status less one condition.
    static Status without(Status status, String type) {
        return new Status(
                status.recommendation(),
                status.conditions().stream()
                        .filter(condition -> !condition.type().equals(type))
                        .toList());
    }

    /// A status that another writer came before is written in the next pass.
    private void write(VerticalPodAutoscaler vpa, Status status) {
        if (!status.equals(vpa.status())) {
            cluster.apply(new Change.ReplaceStatus(vpa.with(status)));
        }
    }
}
