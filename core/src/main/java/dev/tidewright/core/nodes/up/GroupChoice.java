package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Unhelped;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.ClusterPicture;
import dev.tidewright.core.scheduling.Fit;
import dev.tidewright.core.scheduling.Verdict;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tries every group for the pods to help, and grows the one that the expanders choose. Not thread-safe.
final class GroupChoice {
    private final ScaleUpView view;
    private final ClusterPicture picture;
    private final Prospects prospects;
    private final Rotation rotation;
    private final int currentNodes;
    private final Quota quota;
    private final SimilarGroups similarity;
    /// Why groups were not tried, by group.
    private final Map<String, String> skipped = new LinkedHashMap<>();
    /// What each group that was tried could place, by group.
    private final Map<String, Set<PodGroup>> placeable = new LinkedHashMap<>();
    /// Why a group of pods fits no new node, by group of pods and by node group.
    private final Map<PodGroup, Map<String, Rejected>> rejected = new LinkedHashMap<>();

    GroupChoice(ScaleUpView view, Prospects prospects, Rotation rotation, List<Node> nodes) {
        this.view = view;
        this.picture = view.picture();
        this.prospects = prospects;
        this.rotation = rotation;
        this.currentNodes = nodes.size();
        this.quota = new Quota(view.flags().limits(), nodes);
        this.similarity = new SimilarGroups(view.flags().similarity());
    }

    ScaleUpDecision decide(List<Pod> toHelp) {
        List<PodGroup> pods = PodGroup.of(toHelp, picture);
        pods.forEach(group -> rejected.put(group, new LinkedHashMap<>()));
        List<GrowingGroup> valid = valid();
        valid.forEach(group -> placeable.put(group.id(), fitting(group, pods)));
        List<Option> options = new ArrayList<>();
        for (GrowingGroup group : valid) {
            Option option = option(group);
            if (option.nodeCount() > 0 && !option.pods().isEmpty()) {
                options.add(option);
            }
        }
        Optional<Choice> choice =
                options.isEmpty() ? Optional.empty() : Optional.of(new Expanders(view, prospects).choose(options));
        if (choice.isEmpty() || choice.get().best().isEmpty()) {
            return end(Result.NO_OPTIONS, toHelp, options, choice, List.of(), List.of());
        }
        Option best = choice.get().best().getFirst();
        int newNodes = capped(best.nodeCount());
        if (newNodes < 1) {
            return end(Result.FAILED, toHelp, options, choice, List.of(), best.pods());
        }
        NodeTemplate template = prospects.template(best.group());
        List<Resize> plan = balanced(best, quota.allowed(template.node(), newNodes));
        return end(Result.SUCCESSFUL, toHelp, options, choice, plan, best.pods());
    }

    private ScaleUpDecision end(
            Result result,
            List<Pod> toHelp,
            List<Option> options,
            Optional<Choice> choice,
            List<Resize> plan,
            List<Pod> triggered) {
        boolean grows = result == Result.SUCCESSFUL;
        return new ScaleUpDecision(
                result,
                toHelp,
                options,
                choice,
                plan,
                triggered,
                remaining(!grows && result != Result.FAILED),
                grows
                        ? awaiting(
                                options.isEmpty()
                                        ? ""
                                        : choice.get().best().getFirst().group())
                        : List.of(),
                skipped,
                ScaleUpWords.why(options, choice, plan, skipped, rejected));
    }

    private List<GrowingGroup> valid() {
        List<GrowingGroup> valid = new ArrayList<>();
        for (GrowingGroup group : view.groups()) {
            Optional<String> reason = reasonToSkip(group);
            reason.ifPresent(words -> skipped.put(group.id(), words));
            if (reason.isEmpty()) {
                valid.add(group);
            }
        }
        return valid;
    }

    private Optional<String> reasonToSkip(GrowingGroup group) {
        if (!prospects.health(group.id()).healthy()) {
            return Optional.of(SkipReason.NOT_READY);
        }
        if (group.hold().isPresent()) {
            return group.hold();
        }
        if (group.targetSize() >= group.maxSize()) {
            return Optional.of(SkipReason.MAX_SIZE);
        }
        int nodes = group.options().zeroOrMaxNodeScaling() ? group.room() : 1;
        int max = view.flags().limits().maxNodes();
        if (group.options().zeroOrMaxNodeScaling() && max > 0 && currentNodes + nodes > max) {
            return Optional.of(SkipReason.ATOMIC_OVER_LIMIT);
        }
        List<String> exceeded = quota.exceeded(prospects.template(group.id()).node(), nodes);
        return exceeded.isEmpty() ? Optional.empty() : Optional.of(SkipReason.quota(exceeded));
    }

    /// The groups of pods that would fit one more node; the others are noted as rejected.
    private Set<PodGroup> fitting(GrowingGroup group, List<PodGroup> pods) {
        var fit = new Fit(picture);
        Set<PodGroup> fitting = new LinkedHashSet<>();
        picture.fork();
        int slot = prospects.template(group.id()).addTo(picture, "0");
        for (PodGroup candidates : pods) {
            Verdict verdict = fit.check(candidates.shape(), slot);
            if (verdict instanceof Rejected no) {
                rejected.computeIfAbsent(candidates, fresh -> new LinkedHashMap<>())
                        .put(group.id(), no);
            } else {
                fitting.add(candidates);
            }
        }
        picture.revert();
        return fitting;
    }

    private Option option(GrowingGroup group) {
        List<PodGroup> pods = List.copyOf(placeable(group));
        List<GrowingGroup> similar = similar(group);
        NodeTemplate template = prospects.template(group.id());
        boolean fast = view.flags().scaleUp().fastPath();
        var order = PackingOrder.of(pods, template.node(), fast);
        picture.fork();
        var packing = new Packing(picture, template, limit(group, similar), rotation);
        packing.pack(order.groups(), order.lastByArithmetic());
        picture.revert();
        int nodes = packing.nodes();
        boolean whole = group.options().zeroOrMaxNodeScaling() && nodes > 0;
        return new Option(
                group.id(),
                whole ? group.maxSize() : nodes,
                packing.packed(),
                similar.stream().map(GrowingGroup::id).toList());
    }

    /// How many nodes the packing may add: by `--max-nodes-per-scaleup`, the room in the group and its like, and
    /// `--max-nodes-total`. 0: any number; negative: none.
    private int limit(GrowingGroup group, List<GrowingGroup> similar) {
        int room = group.room() + similar.stream().mapToInt(GrowingGroup::room).sum();
        int max = view.flags().limits().maxNodes();
        int cluster = max == 0 ? 0 : max - currentNodes;
        if (room <= 0 || (max > 0 && cluster <= 0)) {
            return -1;
        }
        return smaller(smaller(view.flags().scaleUp().maxNodesPerScaleUp(), room), cluster);
    }

    private static int smaller(int a, int b) {
        return a > 0 && (b <= 0 || a < b) ? a : b;
    }

    private List<GrowingGroup> similar(GrowingGroup group) {
        if (!view.flags().scaleUp().balanceSimilarGroups()
                || group.options().zeroOrMaxNodeScaling()
                || placeable(group).isEmpty()) {
            return List.of();
        }
        return view.groups().stream()
                .filter(other -> !other.id().equals(group.id()) && isSimilar(group, other))
                .toList();
    }

    private boolean isSimilar(GrowingGroup group, GrowingGroup other) {
        return other.hold().isEmpty()
                && prospects.health(other.id()).healthy()
                && placeable(other).containsAll(placeable(group))
                && similarity.areAlike(prospects.template(group.id()), prospects.template(other.id()));
    }

    private Set<PodGroup> placeable(GrowingGroup group) {
        return placeable.getOrDefault(group.id(), Set.of());
    }

    private int capped(int newNodes) {
        int max = view.flags().limits().maxNodes();
        return max > 0 && newNodes + currentNodes > max ? max - currentNodes : newNodes;
    }

    private List<Resize> balanced(Option best, int newNodes) {
        List<GrowingGroup> targets = new ArrayList<>();
        for (GrowingGroup group : view.groups()) {
            if (group.id().equals(best.group())) {
                targets.addFirst(group);
            } else if (best.similar().contains(group.id())
                    && quota.exceeded(prospects.template(group.id()).node(), 1).isEmpty()) {
                targets.add(group);
            }
        }
        List<Resize> plan = new ArrayList<>();
        for (Resize resize : Balancing.share(targets, newNodes)) {
            Node node = prospects.template(resize.group()).node();
            int allowed = quota.allowed(node, resize.to() - resize.from());
            quota.consume(node, allowed);
            if (allowed > 0) {
                plan.add(new Resize(resize.group(), resize.from(), resize.from() + allowed, resize.max()));
            }
        }
        return plan;
    }

    /// @param nothingGrows then no group of pods counts as helped, even where a group could place it
    private List<Unhelped> remaining(boolean nothingGrows) {
        List<Unhelped> remaining = new ArrayList<>();
        rejected.forEach((pods, reasons) -> {
            boolean fitsSomewhere = placeable.values().stream().anyMatch(groups -> groups.contains(pods));
            if (!fitsSomewhere || nothingGrows) {
                remaining.add(new Unhelped(pods.pods(), reasons, skipped));
            }
        });
        return remaining;
    }

    private List<Pod> awaiting(String chosen) {
        List<Pod> awaiting = new ArrayList<>();
        rejected.forEach((pods, reasons) -> {
            boolean fitsSomewhere = placeable.values().stream().anyMatch(groups -> groups.contains(pods));
            if (fitsSomewhere && reasons.containsKey(chosen)) {
                awaiting.addAll(pods.pods());
            }
        });
        return awaiting;
    }
}
