package dev.tidewright.control.nodes;

import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.core.objects.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cloud that does what it is told to, when it is told to.
final class SmallCloud implements NodeGroups {
    final List<String> orders = new ArrayList<>();
    final List<String> returned = new ArrayList<>();
    private final Map<String, NodeGroup> groups = new LinkedHashMap<>();
    private final Crashes crashes;
    private int serial;
    private String refusal = "";
    /// Why it does not tell its groups.
    Optional<String> silence = Optional.empty();

    SmallCloud(Crashes crashes) {
        this.crashes = crashes;
    }

    void group(String id, int min, int max, Node template, String... instances) {
        List<Instance> all = new ArrayList<>();
        for (String instance : instances) {
            all.add(new Instance("cloud:///" + instance, Instance.State.RUNNING, ""));
        }
        groups.put(id, new NodeGroup(id, min, max, all.size(), false, template, Optional.of(0.2), all));
    }

    /// From now on every order is refused with these words; none where they are empty.
    void refuse(String words) {
        refusal = words;
    }

    NodeGroup group(String id) {
        return groups.getOrDefault(id, groups.values().iterator().next());
    }

    /// Every machine that is on order becomes this: a failure, or something that runs.
    void settle(String id, Instance.State state, String error) {
        NodeGroup group = group(id);
        replace(
                group,
                group.targetSize(),
                group.instances().stream()
                        .map(each -> each.state() == Instance.State.CREATING
                                ? new Instance(each.providerId(), state, error)
                                : each)
                        .toList());
    }

    private void replace(NodeGroup group, int target, List<Instance> instances) {
        groups.put(
                group.id(),
                new NodeGroup(
                        group.id(),
                        group.minSize(),
                        group.maxSize(),
                        target,
                        group.spot(),
                        group.template(),
                        group.hourlyPrice(),
                        instances));
    }

    @Override
    public Answer groups() {
        return silence.<Answer>map(Answer.Failed::new).orElseGet(() -> new Answer.Groups(List.copyOf(groups.values())));
    }

    @Override
    public Outcome increase(String id, int targetSize) {
        if (!refusal.isEmpty()) {
            return new Outcome.Failed(refusal);
        }
        NodeGroup group = group(id);
        orders.add(id + " " + group.targetSize() + "->" + targetSize);
        List<Instance> instances = new ArrayList<>(group.instances());
        for (int i = group.targetSize(); i < targetSize; i++) {
            instances.add(new Instance("cloud:///new-" + ++serial, Instance.State.CREATING, ""));
        }
        replace(group, targetSize, instances);
        crashes.after("order");
        return new Outcome.Accepted();
    }

    @Override
    public Outcome delete(String id, List<Node> nodes) {
        NodeGroup group = group(id);
        List<Instance> left = new ArrayList<>(group.instances());
        for (Node node : nodes) {
            if (left.removeIf(each -> each.providerId().equals(node.providerId()))) {
                returned.add(node.providerId());
            }
        }
        int gone = group.instances().size() - left.size();
        if (group.targetSize() - gone < group.minSize()) {
            returned.removeIf(
                    each -> nodes.stream().anyMatch(node -> node.providerId().equals(each)));
            return new Outcome.Failed("min size reached, nodes will not be deleted");
        }
        replace(group, group.targetSize() - gone, left);
        crashes.after("give back");
        return new Outcome.Accepted();
    }

    @Override
    public Outcome decreaseTarget(String id, int targetSize) {
        NodeGroup group = group(id);
        replace(group, targetSize, group.instances());
        crashes.after("give up");
        return new Outcome.Accepted();
    }
}
