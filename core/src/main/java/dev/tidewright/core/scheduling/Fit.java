package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Container.HostPort;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Volume;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a pod may run on a node, in the words and in the order of kube-scheduler v1.36. Not thread-safe.
public final class Fit {
    private static final Verdict FITS = new Verdict.Fits();
    private static final byte ACCEPTED = 1;
    private static final byte CORDONED = 2;
    private static final byte TAINTED = 3;
    private static final byte NOT_SELECTED = 4;
    private static final Rejected UNSCHEDULABLE = rejected(Plugin.NODE_UNSCHEDULABLE, "node(s) were unschedulable");
    private static final Rejected OTHER_NAME =
            rejected(Plugin.NODE_NAME, "node(s) didn't match the requested node name");
    private static final Rejected TAINT = rejected(Plugin.TAINT_TOLERATION, "node(s) had untolerated taint(s)");
    private static final Rejected NOT_NAMED = new Rejected(Plugin.NODE_AFFINITY, List.of());
    private static final Rejected CONFLICT = rejected(Plugin.NODE_AFFINITY, "pod affinity terms conflict");
    private static final Rejected AFFINITY =
            rejected(Plugin.NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector");
    private static final Rejected PORTS =
            rejected(Plugin.NODE_PORTS, "node(s) didn't have free ports for the requested pod ports");
    private static final Rejected DISK = rejected(Plugin.VOLUME_RESTRICTIONS, "node(s) had no available disk");
    private static final Rejected SPREAD_LABEL = rejected(
            Plugin.POD_TOPOLOGY_SPREAD,
            "node(s) didn't match pod topology spread constraints (missing required label)");
    private static final Rejected SPREAD =
            rejected(Plugin.POD_TOPOLOGY_SPREAD, "node(s) didn't match pod topology spread constraints");
    private static final Rejected NEAR = rejected(Plugin.INTER_POD_AFFINITY, "node(s) didn't match pod affinity rules");
    private static final Rejected FAR =
            rejected(Plugin.INTER_POD_AFFINITY, "node(s) didn't match pod anti-affinity rules");
    private static final Rejected BARRED =
            rejected(Plugin.INTER_POD_AFFINITY, "node(s) didn't satisfy existing pods anti-affinity rules");

    private final ClusterPicture picture;

    public Fit(ClusterPicture picture) {
        this.picture = picture;
    }

    private static Rejected rejected(Plugin plugin, String reason) {
        return new Rejected(plugin, List.of(reason));
    }

    /// Asks the filters in order, and stops at the first that says no.
    public Verdict check(Pod pod, int node) {
        return first(pod.node(), picture.shape(pod), node);
    }

    /// The same for a pod that is bound to no node.
    public Verdict check(PodShape shape, int node) {
        return first(Optional.empty(), shape, node);
    }

    /// Every filter that says no, in order.
    public List<Rejected> everyReason(Pod pod, int node) {
        List<Rejected> all = new ArrayList<>();
        PodShape shape = picture.shape(pod);
        if (!isNamed(shape, node)) {
            all.add(notNamed(shape));
        }
        Node itself = picture.node(node);
        addIf(all, !StaticFit.acceptsCordon(shape.spec(), itself), UNSCHEDULABLE);
        addIf(all, isElsewhere(pod.node(), node), OTHER_NAME);
        addIf(
                all,
                StaticFit.untolerated(shape.spec().tolerations(), itself.taints())
                        .isPresent(),
                TAINT);
        addIf(all, !StaticFit.Choice.of(shape.spec()).admits(itself), AFFINITY);
        addIf(all, portsClash(shape, node), PORTS);
        if (!picture.grid().suffices(shape, node)) {
            all.add(insufficient(shape, node));
        }
        addIf(all, disksClash(shape, node), DISK);
        spread(shape, node).ifPresent(all::add);
        otherPods(shape, node).ifPresent(all::add);
        return all;
    }

    /// The resources that do not suffice, with the amounts.
    public List<Shortage> shortages(PodShape shape, int node) {
        List<Shortage> shortages = new ArrayList<>();
        for (int i = 0; i < shape.resources().length; i++) {
            int resource = shape.resources()[i];
            long left = picture.grid().free(node, resource);
            if (shape.amounts()[i] > left) {
                shortages.add(new Shortage(
                        picture.grid().table().name(resource),
                        ResourceTable.quantity(resource, shape.amounts()[i]),
                        ResourceTable.quantity(resource, left)));
            }
        }
        return shortages;
    }

    private static void addIf(List<Rejected> all, boolean wrong, Rejected rejected) {
        if (wrong) {
            all.add(rejected);
        }
    }

    /// Whether every filter says yes; the cheapest are asked first.
    public boolean fits(PodShape shape, int node) {
        return picture.grid().suffices(shape, node)
                && answer(shape, node) == ACCEPTED
                && isNamed(shape, node)
                && (shape.hostPorts().isEmpty() || !portsClash(shape, node))
                && (shape.disks().isEmpty() || !disksClash(shape, node))
                && rulesAllow(shape, node);
    }

    private boolean rulesAllow(PodShape shape, int node) {
        PodRules rules = picture.rules(shape);
        return rules.isTrivial()
                || (spread(rules, node).isEmpty() && otherPods(rules, node).isEmpty());
    }

    /// The first node from `from` on, around the circle of handles, that the pod fits.
    ///
    /// @return its handle, or -1 where there is none
    public int firstFit(PodShape shape, int from) {
        int slots = picture.slots();
        for (int i = 0, slot = from; i < slots; i++, slot++) {
            slot = slot >= slots ? slot - slots : slot;
            if (picture.holdsNode(slot) && fits(shape, slot)) {
                return slot;
            }
        }
        return -1;
    }

    /// The same among the handles from `lowest` on, leaving out cordoned nodes, even for pods that tolerate it, and the
    /// node `except`.
    public int firstUncordonedFit(PodShape shape, int from, int lowest, int except) {
        int start = Math.max(from, lowest);
        int found = uncordonedFit(shape, start, picture.slots(), except);
        return found >= 0 ? found : uncordonedFit(shape, lowest, start, except);
    }

    private int uncordonedFit(PodShape shape, int from, int to, int except) {
        for (int slot = from; slot < to; slot++) {
            if (slot != except && picture.holdsNode(slot) && fits(shape, slot) && !picture.isCordoned(slot)) {
                return slot;
            }
        }
        return -1;
    }

    private Verdict first(Optional<String> boundTo, PodShape shape, int node) {
        if (!isNamed(shape, node)) {
            return notNamed(shape);
        }
        byte answer = answer(shape, node);
        if (answer == CORDONED) {
            return UNSCHEDULABLE;
        }
        if (isElsewhere(boundTo, node)) {
            return OTHER_NAME;
        }
        if (answer != ACCEPTED) {
            return answer == TAINTED ? TAINT : AFFINITY;
        }
        if (portsClash(shape, node)) {
            return PORTS;
        }
        if (!picture.grid().suffices(shape, node)) {
            return insufficient(shape, node);
        }
        if (disksClash(shape, node)) {
            return DISK;
        }
        Optional<Rejected> rule = spread(shape, node).or(() -> otherPods(shape, node));
        return rule.isPresent() ? rule.get() : FITS;
    }

    private boolean isElsewhere(Optional<String> boundTo, int node) {
        return boundTo.isPresent()
                && !boundTo.get().equals(picture.node(node).meta().name());
    }

    private boolean isNamed(PodShape shape, int node) {
        return shape.namedNodes().isEmpty()
                || shape.namedNodes().get().contains(picture.node(node).meta().name());
    }

    /// Terms that each name no node at all are a reason of their own.
    private static Rejected notNamed(PodShape shape) {
        return shape.namedNodes().filter(java.util.Set::isEmpty).isPresent() ? CONFLICT : NOT_NAMED;
    }

    /// The static filters' answer, remembered for each class of equal nodes.
    private byte answer(PodShape shape, int node) {
        if (shape.looksAtName()) {
            return askStatic(shape, picture.node(node));
        }
        int nodeClass = picture.nodeClass(node);
        byte known = shape.answer(nodeClass);
        if (known != 0) {
            return known;
        }
        byte answer = askStatic(shape, picture.node(node));
        shape.remember(nodeClass, answer);
        return answer;
    }

    private static byte askStatic(PodShape shape, Node node) {
        if (!StaticFit.acceptsCordon(shape.spec(), node)) {
            return CORDONED;
        }
        if (StaticFit.untolerated(shape.spec().tolerations(), node.taints()).isPresent()) {
            return TAINTED;
        }
        return StaticFit.Choice.of(shape.spec()).admits(node) ? ACCEPTED : NOT_SELECTED;
    }

    private boolean portsClash(PodShape shape, int node) {
        List<HostPort> wanted = shape.hostPorts();
        if (!wanted.isEmpty()) {
            for (Placed placed : picture.placedOn(node)) {
                if (PortsAndDisks.portsClash(wanted, placed.shape().hostPorts())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean disksClash(PodShape shape, int node) {
        List<Volume> wanted = shape.disks();
        if (!wanted.isEmpty()) {
            for (Placed placed : picture.placedOn(node)) {
                if (PortsAndDisks.disksClash(wanted, placed.shape().disks())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Rejected insufficient(PodShape shape, int node) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < shape.resources().length; i++) {
            int resource = shape.resources()[i];
            if (shape.amounts()[i] > picture.grid().free(node, resource)) {
                boolean places = resource == ResourceTable.PODS;
                reasons.add(
                        places
                                ? "Too many pods"
                                : "Insufficient " + picture.grid().table().name(resource));
            }
        }
        return new Rejected(Plugin.NODE_RESOURCES_FIT, reasons);
    }

    private Optional<Rejected> spread(PodShape shape, int node) {
        return spread(picture.rules(shape), node);
    }

    private static Optional<Rejected> spread(PodRules rules, int node) {
        for (PodRules.Spread spread : rules.spreads()) {
            if (!spread.count().reaches(node)) {
                return Optional.of(SPREAD_LABEL);
            }
            if (!spread.allows(node)) {
                return Optional.of(SPREAD);
            }
        }
        return Optional.empty();
    }

    private Optional<Rejected> otherPods(PodShape shape, int node) {
        return otherPods(picture.rules(shape), node);
    }

    private static Optional<Rejected> otherPods(PodRules rules, int node) {
        if (!rules.affinityTerms().isEmpty() && !rules.nearEnough(node)) {
            return Optional.of(NEAR);
        }
        if (PodRules.anyAround(rules.avoided(), node)) {
            return Optional.of(FAR);
        }
        return PodRules.anyAround(rules.barredBy(), node) ? Optional.of(BARRED) : Optional.empty();
    }
}
