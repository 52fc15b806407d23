package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.nodes.up.Daemon;
import dev.tidewright.core.nodes.up.GrowingGroup;
import dev.tidewright.core.nodes.up.Resize;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.nodes.up.ScaleUpPlanning;
import dev.tidewright.core.nodes.up.ScaleUpView;
import dev.tidewright.core.nodes.up.SkipReason;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The half of the node loop that orders machines. Not thread-safe.
final class Growing {
    private final NodeScalingSettings settings;
    private final Cluster cluster;
    private final NodeGroups cloud;
    private final Deliveries deliveries;
    private final Chronicle chronicle;
    private final Unhelped unhelped;
    private final ExpanderPriorities priorities;
    private final LeadTime leadTime = new LeadTime();
    private final HeadroomSize headroomSize;
    private final Buffers buffers;
    private Optional<ScaleUpDecision> latest = Optional.empty();
    private boolean toldMaxNodes;

    Growing(
            NodeScalingSettings settings,
            Cluster cluster,
            NodeGroups cloud,
            Deliveries deliveries,
            Chronicle chronicle) {
        this.settings = settings;
        this.cluster = cluster;
        this.cloud = cloud;
        this.deliveries = deliveries;
        this.chronicle = chronicle;
        this.unhelped = new Unhelped(chronicle);
        this.priorities = new ExpanderPriorities(settings, cluster, chronicle);
        this.buffers = new Buffers(cluster);
        this.headroomSize = new HeadroomSize(settings.headroom(), leadTime, chronicle);
    }

    /// The decision of the last look that made one.
    Optional<ScaleUpDecision> latest() {
        return latest;
    }

    /// What came of one look.
    ///
    /// @param grown groups for which machines were ordered
    /// @param waits whether pods are left that the next look must think of again
    record Growth(List<String> grown, boolean waits) {
        Growth {
            grown = List.copyOf(grown);
        }

        boolean ordered() {
            return !grown.isEmpty();
        }
    }

    /// Decides, and orders. Leaves in the picture the machines on order and the waiting pods that fit.
    Growth grow(ClusterLook look, ClusterPicture picture) {
        List<Pod> waiting = waiting(look);
        ScaleUpView view = view(look, picture, waiting);
        ScaleUpDecision decision = ScaleUpPlanning.decide(view);
        latest = Optional.of(decision);
        chronicle.meters().decided(decision);
        priorities.tellUnnamed(decision);
        List<String> grown = new ArrayList<>(order(decision.plan(), decision, look.now()));
        boolean ordered = !grown.isEmpty();
        tellUnhelped(view, decision, ordered);
        buffers.tell(decision.podsToHelp(), look.now());
        if (settings.flags().scaleUp().enforceMinSize()
                || !settings.onDemandBase().isNone()) {
            ScaleUpView again =
                    view(look, Picture.of(look, settings.flags().scaleUp().expendableCutoff()), List.of());
            Optional<List<Resize>> minimum = ScaleUpPlanning.minimumSizes(again, ordered ? decision.plan() : List.of());
            grown.addAll(order(minimum.orElse(List.of()), decision, look.now()));
        }
        boolean waits = waiting.stream().anyMatch(pod -> !StandIns.isHeadroom(pod));
        return new Growth(grown, waits || !decision.podsToHelp().isEmpty());
    }

    private List<Pod> waiting(ClusterLook look) {
        List<Pod> waiting = new ArrayList<>();
        for (Pod pod : look.unschedulable()) {
            waiting.add(settings.aheadOfPods() ? withoutAge(pod) : pod);
        }
        waiting.addAll(StandIns.leaving(look, cluster));
        List<Pod> ahead = settings.aheadOfPods() ? StandIns.ahead(cluster) : List.of();
        waiting.addAll(ahead);
        waiting.addAll(headroom(look, ahead));
        return waiting;
    }

    private List<Pod> headroom(ClusterLook look, List<Pod> ahead) {
        List<Pod> placeholders = new ArrayList<>(buffers.placeholders());
        if (!settings.headroom().isNone()) {
            leadTime.look(look);
            placeholders.addAll(StandIns.headroom(look, ahead, wanted -> headroomSize.beside(wanted, look)));
        }
        headroomSize.tell(placeholders, look);
        return placeholders;
    }

    /// Upstream waits one look for more pods to come; who counts the replicas that are wanted knows how many will.
    private static Pod withoutAge(Pod pod) {
        ObjectMeta meta = pod.meta();
        return pod.with(new ObjectMeta(
                meta.namespace(),
                meta.name(),
                meta.uid(),
                meta.labels(),
                meta.annotations(),
                meta.owners(),
                Instant.EPOCH,
                meta.deleted(),
                meta.version(),
                meta.generation()));
    }

    private ScaleUpView view(ClusterLook look, ClusterPicture picture, List<Pod> pending) {
        return new ScaleUpView(
                look.now(),
                settings.flags(),
                picture,
                look.nodes().stream()
                        .filter(node -> look.group(node)
                                .filter(group ->
                                        group.leaving().contains(node.meta().name()))
                                .isEmpty())
                        .toList(),
                pending,
                look.groups().stream().map(group -> group(group, look.now())).toList(),
                cluster.list(DaemonSet.class).stream()
                        .map(set -> new Daemon(set.meta(), set.template()))
                        .toList(),
                settings.podPrices(),
                priorities.now());
    }

    private GrowingGroup group(GroupLook group, Instant now) {
        Optional<BackOffs.BackOff> backOff = deliveries.backOffs().of(group.id(), now);
        int lost = deliveries.notComing(group, now);
        return new GrowingGroup(
                group.id(),
                group.group().minSize(),
                group.group().maxSize(),
                group.group().targetSize(),
                group.options(),
                group.shrinking(false).nodes(),
                group.group().template(),
                group.group().hourlyPrice(),
                backOff.map(any -> SkipReason.BACKOFF),
                lost,
                deliveries.isLate(group) ? 0 : group.upcoming(now));
    }

    /// @return the groups that grew
    private List<String> order(List<Resize> plan, ScaleUpDecision decision, Instant now) {
        List<Resize> done = new ArrayList<>();
        for (Resize resize : plan) {
            if (order(resize, decision, now)) {
                done.add(resize);
            }
        }
        if (!done.isEmpty()) {
            List<String> words = done.stream().map(resize -> "{" + resize + "}").toList();
            for (Pod pod : realOnes(decision.triggered())) {
                chronicle.normal(
                        pod.key(), "TriggeredScaleUp", "pod triggered scale-up: [" + String.join(" ", words) + "]");
            }
        }
        return done.stream().map(Resize::group).toList();
    }

    private boolean order(Resize resize, ScaleUpDecision decision, Instant now) {
        ObjectKey key = new ObjectKey("NodeGroup", "", resize.group());
        // Written down before it is done, so that what the cloud then does can be told from it.
        chronicle.record(key, "order", why(resize, decision), causes(key, decision));
        return switch (cloud.increase(resize.group(), resize.to())) {
            case NodeGroups.Outcome.Accepted() -> {
                deliveries.ordered(resize.group(), now);
                chronicle.meters().scaledUp(resize.to() - resize.from());
                leadTime.ordered(resize.group(), resize.to(), now);
                chronicle.normal(
                        chronicle.status(),
                        "ScaledUpGroup",
                        "Scale-up: group %s size set to %d instead of %d (max: %d)"
                                .formatted(resize.group(), resize.to(), resize.from(), resize.max()));
                yield true;
            }
            case NodeGroups.Outcome.Failed(String reason) -> {
                deliveries.refused(key, now, reason);
                yield false;
            }
        };
    }

    private static Explanation why(Resize resize, ScaleUpDecision decision) {
        List<Pod> pods = decision.triggered();
        long ahead = pods.stream().filter(StandIns::isAhead).count();
        long headroom = pods.stream().filter(StandIns::isHeadroom).count();
        Explanation why = because(rule(pods, ahead, headroom))
                .given("from", resize.from())
                .given("to", resize.to())
                .given("max", resize.max())
                .given("pods", pods.size());
        why = ahead > 0 ? why.given("not created yet", ahead) : why;
        why = headroom > 0 ? why.given("headroom", headroom) : why;
        return why.step(decision.why());
    }

    private static String rule(List<Pod> pods, long ahead, long headroom) {
        if (pods.isEmpty()) {
            return "below its minimum size";
        }
        if (headroom == pods.size()) {
            return "headroom is used up";
        }
        return ahead == pods.size() - headroom ? "pods to come will fit on no node" : "pods fit on no node";
    }

    private static List<ObjectKey> causes(ObjectKey group, ScaleUpDecision decision) {
        List<ObjectKey> causes = new ArrayList<>();
        for (Pod pod : decision.triggered()) {
            causes.addAll(StandIns.isOne(pod) ? StandIns.workload(pod) : List.of(pod.key()));
        }
        causes.add(group);
        return causes;
    }

    /// Without the stand-ins for pods that will have to leave a node.
    private static List<Pod> realOnes(List<Pod> pods) {
        return pods.stream().filter(pod -> !StandIns.isOne(pod)).toList();
    }

    private void tellUnhelped(ScaleUpView view, ScaleUpDecision decision, boolean ordered) {
        boolean limited = decision.result() == Result.LIMITED_BY_MAX_NODES;
        if (limited && !toldMaxNodes) {
            int max = settings.flags().limits().maxNodes();
            chronicle.warning(chronicle.status(), "MaxNodesTotalReached", "Max total nodes in cluster reached: " + max);
        }
        toldMaxNodes = limited;
        if (ordered) {
            unhelped.forget();
        } else {
            unhelped.tell(view, decision);
        }
    }
}
