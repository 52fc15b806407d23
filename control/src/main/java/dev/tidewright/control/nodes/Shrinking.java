package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.PodDisruptionBudget;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.down.Deletions;
import dev.tidewright.core.nodes.down.NodeKeepers;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.nodes.down.Removable;
import dev.tidewright.core.nodes.down.ScaleDownMemory;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.down.ScaleDownPlanning;
import dev.tidewright.core.nodes.down.ScaleDownView;
import dev.tidewright.core.objects.Budget;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The half of the node loop that gives machines back. Not thread-safe.
final class Shrinking {
    private final NodeScalingSettings settings;
    private final Cluster cluster;
    private final Drains drains;
    private final Cooldown cooldown;
    private final Holds holds;
    private ScaleDownMemory memory = ScaleDownMemory.NOTHING;
    private Optional<ScaleDownPlan> latest = Optional.empty();
    private boolean firstLook = true;
    private Instant plannedAt = Instant.EPOCH;

    Shrinking(NodeScalingSettings settings, Cluster cluster, Drains drains, Cooldown cooldown, Holds holds) {
        this.settings = settings;
        this.cluster = cluster;
        this.drains = drains;
        this.cooldown = cooldown;
        this.holds = holds;
    }

    /// The plan of the last look that made one.
    Optional<ScaleDownPlan> latest() {
        return latest;
    }

    /// When the latest plan was made; [Instant#EPOCH] before the first.
    Instant plannedAt() {
        return plannedAt;
    }

    /// Names of the nodes that could go.
    Set<String> unneeded() {
        return memory.unneededSince().keySet();
    }

    /// A look at which nothing had changed.
    void seen(Instant now) {
        plannedAt = latest.isPresent() ? now : plannedAt;
        memory = memory.seen(now);
    }

    /// When time alone may change the next plan; empty where nothing waits for time.
    Optional<Instant> due(ClusterLook look) {
        Instant due = Instant.MAX;
        for (var since : memory.unneededSince().entrySet()) {
            GroupLook group = look.groupOf().get(since.getKey());
            if (group != null) {
                due = earlier(due, since.getValue().plus(group.options().scaleDownUnneededTime()));
            }
        }
        for (Instant recheck : memory.recheckAt().values()) {
            due = earlier(due, recheck);
        }
        return due.equals(Instant.MAX) ? Optional.empty() : Optional.of(due);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /// Plans, and begins what may begin now.
    ///
    /// @param grew nothing is given back in the look that ordered something
    void shrink(ClusterLook look, ClusterPicture picture, boolean grew) {
        if (firstLook) {
            firstLook = false;
            memory = memory.withUnneeded(earlierCandidates(look));
        }
        Deletions ongoing = drains.ongoing(look);
        ScaleDownView view = view(look, picture, ongoing);
        ScaleDownPlan plan = ScaleDownPlanning.plan(view, memory);
        memory = plan.memory();
        latest = Optional.of(plan);
        plannedAt = look.now();
        if (!grew && cooldown.ofAll(look.now()).isEmpty()) {
            begin(plan, look);
        }
        markCandidates(plan, look);
        holds.tell(plan, view, memory, look);
    }

    /// Everything that keeps a node now.
    Optional<Explanation> keepers(ClusterLook look, ClusterPicture picture, String name) {
        ScaleDownView view = view(look, picture, drains.ongoing(look));
        return look.nodes().stream()
                .filter(node -> node.meta().name().equals(name))
                .findFirst()
                .map(node -> NodeKeepers.explain(
                        view,
                        memory,
                        node,
                        look.group(node).flatMap(group -> group.group().hourlyPrice())));
    }

    private ScaleDownView view(ClusterLook look, ClusterPicture picture, Deletions ongoing) {
        return new ScaleDownView(
                look.now(),
                settings.flags(),
                picture,
                look.nodes().stream().filter(node -> Picture.isUp(node, look)).toList(),
                look.groups().stream()
                        .map(group -> group.shrinking(
                                cooldown.of(group.id(), look.now()).isPresent()))
                        .toList(),
                cluster.list(PodDisruptionBudget.class).stream()
                        .map(budget -> new Budget(budget.key(), budget.selector(), budget.allowed()))
                        .toList(),
                new KnownOwners(cluster),
                ongoing);
    }

    /// What an earlier life found, read from the marks it left; believed for `--node-deletion-candidate-ttl`.
    private SortedMap<String, Instant> earlierCandidates(ClusterLook look) {
        SortedMap<String, Instant> since = new TreeMap<>();
        Duration ttl = settings.flags().scaleDown().candidateTtl();
        for (Node node : look.nodes()) {
            NodeTraits.markedSince(node, NodeTraits.DELETION_CANDIDATE)
                    .filter(at -> ttl.isPositive() && !at.plus(ttl).isBefore(look.now()))
                    .ifPresent(at -> since.put(node.meta().name(), at));
        }
        return since;
    }

    private void begin(ScaleDownPlan plan, ClusterLook look) {
        List<Removable> going = new ArrayList<>(plan.start().empty());
        going.addAll(plan.start().drain());
        for (Removable node : going) {
            if (drains.begin(node, why(node, plan, look), look.now())) {
                look.group(node.node()).ifPresent(group -> cooldown.deleted(group.id(), look.now()));
            }
        }
    }

    private Explanation why(Removable node, ScaleDownPlan plan, ClusterLook look) {
        Instant since = plan.memory().unneededSince().getOrDefault(node.name(), look.now());
        Explanation why = because(node.moving().isEmpty() ? "empty for long enough" : "unneeded for long enough")
                .given("group", look.group(node.node()).map(GroupLook::id).orElse(""))
                .given("since", since)
                .given("pods to move", node.moving().size());
        var use = plan.utilisation().get(node.name());
        if (use != null) {
            why = why.given("utilisation", percent(use.share())).given("resource", use.resource());
        }
        for (int i = 0; i < node.moving().size(); i++) {
            why = why.step(because("fits elsewhere")
                    .given("pod", node.moving().get(i).key())
                    .given("node", node.destinations().get(i)));
        }
        return why;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    /// Marks unneeded nodes so that the scheduler prefers others, and takes the mark off needed ones; at most
    /// `--max-bulk-soft-taint-count` writes a look.
    private void markCandidates(ScaleDownPlan plan, ClusterLook look) {
        int left = settings.flags().scaleDown().maxBulkSoftTaints();
        SortedMap<String, Instant> unneeded = plan.memory().unneededSince();
        for (Node node : look.nodes()) {
            Optional<Instant> marked = NodeTraits.markedSince(node, NodeTraits.DELETION_CANDIDATE);
            Instant since = unneeded.get(node.meta().name());
            boolean wrong = (since != null) != marked.isPresent();
            if (left > 0 && wrong && look.group(node).isPresent() && !isGoing(node)) {
                left--;
                mark(node, Optional.ofNullable(since));
            }
        }
    }

    /// Looked up anew: the same look may have begun its deletion.
    private boolean isGoing(Node node) {
        return cluster.get(node.key(), Node.class)
                .map(now -> now.meta().version() != node.meta().version()
                        || NodeTraits.markedSince(now, NodeTraits.TO_BE_DELETED).isPresent())
                .orElse(true);
    }

    private void mark(Node node, Optional<Instant> since) {
        List<Taint> taints = new ArrayList<>(node.taints());
        taints.removeIf(taint -> taint.key().equals(NodeTraits.DELETION_CANDIDATE));
        since.ifPresent(at -> taints.add(
                new Taint(NodeTraits.DELETION_CANDIDATE, Long.toString(at.getEpochSecond()), "PreferNoSchedule")));
        cluster.apply(new Change.SetTaints(
                node.meta().name(), taints, node.unschedulable(), node.meta().version()));
    }
}
