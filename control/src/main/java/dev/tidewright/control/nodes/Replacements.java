package dev.tidewright.control.nodes;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.Surge;
import dev.tidewright.core.nodes.down.NodeTraits;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Sorted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Replacement-first drain: a Deployment's pods leave a node only when as many others are ready elsewhere. The
/// Deployment
/// is given stand-ins ([Surge]); once they are ready, the leaving pods are marked as the cheapest to delete and the
/// Deployment is asked for its own number again, so its ReplicaSet ends them. Pods of other owners are evicted as ever.
///
/// Every step is one write and the next is read from the cluster, so a crash between any two is made good.
final class Replacements {
    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    /// The least there is (KEP-2255), so that no other pod goes in its place.
    private static final String CHEAPEST = "-2147483648";

    private final Cluster cluster;
    private final Chronicle chronicle;

    Replacements(Cluster cluster, Chronicle chronicle) {
        this.cluster = cluster;
        this.chronicle = chronicle;
    }

    /// Takes the Deployments' pods of a leaving node one step further.
    ///
    /// @param moving pods that need a place elsewhere and do not terminate
    /// @return the others, for whom nobody can stand in
    List<Pod> advance(Node node, List<Pod> moving) {
        List<Pod> others = new ArrayList<>();
        SortedMap<ObjectKey, List<Pod>> byDeployment = new TreeMap<>();
        for (Pod pod : moving) {
            deploymentOf(pod)
                    .filter(Replacements::isSettled)
                    .map(deployment -> byDeployment.computeIfAbsent(deployment.key(), key -> new ArrayList<>()))
                    .orElse(others)
                    .add(pod);
        }
        byDeployment.forEach((key, pods) ->
                cluster.get(key, Deployment.class).ifPresent(deployment -> advance(node, deployment, pods)));
        return others;
    }

    private Optional<Deployment> deploymentOf(Pod pod) {
        return owner(pod.meta().controller(), "ReplicaSet", pod.meta().namespace())
                .flatMap(key -> cluster.get(key, ReplicaSet.class))
                .flatMap(set ->
                        owner(set.meta().controller(), "Deployment", set.meta().namespace()))
                .flatMap(key -> cluster.get(key, Deployment.class));
    }

    private static Optional<ObjectKey> owner(Optional<OwnerReference> owner, String kind, String namespace) {
        return owner.filter(each -> each.kind().equals(kind)).map(each -> new ObjectKey(kind, namespace, each.name()));
    }

    /// In a roll-out, old pods make way for new ones anyhow.
    private static boolean isSettled(Deployment deployment) {
        return deployment.status().updated() == deployment.status().replicas();
    }

    private void advance(Node node, Deployment deployment, List<Pod> pods) {
        String name = node.meta().name();
        Surge surge = Surge.of(deployment);
        List<Pod> staying = pods.stream().filter(pod -> !isCheapest(pod)).toList();
        if (surge.at(name) == 0) {
            if (!staying.isEmpty()) {
                begin(node, deployment, surge, staying.size());
            }
        } else if (readyElsewhere(deployment) >= deployment.replicas() - surge.total()) {
            boolean marked = staying.stream().allMatch(this::markCheapest);
            if (marked) {
                end(name, deployment, surge);
            }
        }
    }

    private void begin(Node node, Deployment deployment, Surge surge, int count) {
        Deployment more = surge.put(deployment, node.meta().name(), count);
        if (cluster.apply(new Change.Replace(more)) instanceof Cluster.Outcome.Applied) {
            chronicle.record(
                    deployment.key(),
                    "surge",
                    because("its pods leave a node")
                            .given("node", node.meta().name())
                            .given("pods", count)
                            .given("from", deployment.replicas())
                            .given("to", more.replicas()),
                    List.of(node.key()));
        }
    }

    private int readyElsewhere(Deployment deployment) {
        int ready = 0;
        for (Pod pod : cluster.pods(deployment.meta().namespace(), deployment.selector())) {
            boolean counts = pod.status().isReady() && !pod.isTerminating() && !isLeaving(pod);
            ready += counts ? 1 : 0;
        }
        return ready;
    }

    private boolean isLeaving(Pod pod) {
        return pod.node()
                .flatMap(name -> cluster.get(new ObjectKey("Node", "", name), Node.class))
                .flatMap(node -> NodeTraits.markedSince(node, NodeTraits.TO_BE_DELETED))
                .isPresent();
    }

    private static boolean isCheapest(Pod pod) {
        return CHEAPEST.equals(pod.meta().annotations().get(DELETION_COST));
    }

    private boolean markCheapest(Pod pod) {
        SortedMap<String, String> annotations = new TreeMap<>(pod.meta().annotations());
        annotations.put(DELETION_COST, CHEAPEST);
        return annotate(pod, annotations);
    }

    private boolean annotate(Pod pod, SortedMap<String, String> annotations) {
        var change = new Change.Replace(pod.with(pod.meta().withAnnotations(Sorted.copyOf(annotations))));
        return cluster.apply(change) instanceof Cluster.Outcome.Applied;
    }

    private void end(String node, Deployment deployment, Surge surge) {
        Deployment less = surge.put(deployment, node, 0);
        if (cluster.apply(new Change.Replace(less)) instanceof Cluster.Outcome.Applied) {
            chronicle.record(
                    deployment.key(),
                    "settle",
                    because("nobody has to stand in any more")
                            .given("node", node)
                            .given("from", deployment.replicas())
                            .given("to", less.replicas()),
                    List.of(deployment.key()));
        }
    }

    /// Takes back what was begun for nodes that are not leaving (any more).
    ///
    /// @param leaving names of marked nodes
    void release(Set<String> leaving) {
        for (Deployment deployment : cluster.list(Deployment.class)) {
            if (deployment.meta().annotations().containsKey(Surge.ANNOTATION)) {
                release(deployment, Surge.of(deployment), leaving);
            }
        }
    }

    private void release(Deployment deployment, Surge surge, Set<String> leaving) {
        if (surge.byNode().isEmpty()) {
            cluster.apply(new Change.Replace(surge.put(deployment, "", 0))); // void: somebody else set the replicas
            return;
        }
        for (String node : surge.byNode().keySet()) {
            if (!leaving.contains(node)) {
                cluster.podsOn(node).stream().filter(Replacements::isCheapest).forEach(this::unmark);
                end(node, deployment, surge);
                return; // the Deployment has changed; the next look sees to its next node
            }
        }
    }

    private void unmark(Pod pod) {
        SortedMap<String, String> annotations = new TreeMap<>(pod.meta().annotations());
        annotations.remove(DELETION_COST);
        annotate(pod, annotations);
    }
}
