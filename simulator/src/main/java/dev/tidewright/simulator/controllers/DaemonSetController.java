package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.DaemonSet;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps one pod on every node that a DaemonSet's template fits. A new template replaces one pod at a time
/// (`maxUnavailable: 1`, the default). Source: `pkg/controller/daemon`.
final class DaemonSetController implements Reconciler {
    private final Deputy deputy;
    private final LoopRuntime.Queue queue;
    private final PodNames names;

    DaemonSetController(Deputy deputy, LoopRuntime runtime, PodNames names) {
        this.deputy = deputy;
        this.names = names;
        this.queue = runtime.drive("daemonset", this);
        deputy.store().watch(DaemonSet.class, this::setChanged);
        deputy.store().watch(Node.class, this::nodeChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(DaemonSet.class).forEach(each -> queue.add(each.key()));
    }

    private void setChanged(Optional<DaemonSet> before, Optional<DaemonSet> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (after.isPresent() && !onlyStatus) {
            wake(after.get().key());
        }
    }

    private void nodeChanged(Optional<Node> before, Optional<Node> after) {
        boolean same = before.isPresent()
                && after.isPresent()
                && before.get().taints().equals(after.get().taints())
                && before.get().meta().labels().equals(after.get().meta().labels());
        if (!same) {
            deputy.store().list(DaemonSet.class).forEach(set -> wake(set.key()));
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        deputy.wakeController(after.or(() -> before).orElseThrow(), "DaemonSet", queue);
    }

    private void wake(ObjectKey set) {
        queue.addAfter(set, deputy.lags().watch());
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        deputy.store()
                .get(key, DaemonSet.class)
                .filter(set -> !Deputy.isGoing(set))
                .ifPresent(this::keep);
        return Outcome.DONE;
    }

    private void keep(DaemonSet set) {
        DaemonTemplate template = new DaemonTemplate(set.template().spec());
        String revision = TemplateHash.of(set.template());
        Map<String, Pod> pods = pods(set);
        int desired = 0;
        int ready = 0;
        Optional<Pod> outdated = Optional.empty();
        boolean allReady = true;
        for (Node node : deputy.store().list(Node.class)) {
            Pod pod = pods.get(node.meta().name());
            boolean wanted = template.shouldRunOn(node);
            desired += wanted ? 1 : 0;
            if (pod == null) {
                allReady &= !wanted;
                if (wanted) {
                    create(set, template.on(node.meta().name()), node.meta().name(), revision);
                }
            } else if (pod.status().isOver() || !(wanted || template.mayStayOn(node))) {
                delete(set, pod, "not for this node");
            } else {
                ready += isReady(pod) ? 1 : 0;
                allReady &= isReady(pod);
                outdated = isOf(pod, revision) ? outdated : Optional.of(pod);
            }
        }
        if (allReady) {
            outdated.ifPresent(pod -> delete(set, pod, "rolling out"));
        }
        report(set, desired, ready);
    }

    private static boolean isReady(Pod pod) {
        return !pod.isTerminating() && pod.status().isReady();
    }

    private static boolean isOf(Pod pod, String revision) {
        return revision.equals(pod.meta().labels().get(Labels.CONTROLLER_REVISION_HASH));
    }

    /// The set's pods by the node they are for.
    private Map<String, Pod> pods(DaemonSet set) {
        Map<String, Pod> pods = new LinkedHashMap<>();
        for (KubeObject object : deputy.store().dependents(set.meta().uid())) {
            if (object instanceof Pod pod) {
                pods.put(target(pod), pod);
            }
        }
        return pods;
    }

    /// The node that a pod is for.
    static String target(Pod pod) {
        return pod.node()
                .orElseGet(() -> pod.spec()
                        .affinity()
                        .requiredNodeTerms()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .values()
                        .getFirst());
    }

    private void create(DaemonSet set, PodSpec spec, String node, String revision) {
        ObjectMeta meta = new ObjectMeta(
                set.meta().namespace(),
                set.meta().name() + "-" + names.next(),
                "",
                Labels.with(set.template().labels(), Labels.CONTROLLER_REVISION_HASH, revision),
                set.template().annotations(),
                List.of(new OwnerReference(
                        "apps/v1", "DaemonSet", set.meta().name(), set.meta().uid(), true)),
                Instant.EPOCH,
                Optional.empty(),
                0,
                1);
        Pod pod = new Pod(meta, spec, Optional.empty(), PodStatus.PENDING);
        if (deputy.apply(new Change.Create(pod))) {
            deputy.event(set, "SuccessfulCreate", "Created pod: " + meta.name());
            ObjectKey cause = new ObjectKey("Node", "", node);
            deputy.record(
                    "daemonset",
                    pod.key(),
                    "create",
                    because("node without its pod").given("node", node),
                    cause);
        }
    }

    private void delete(DaemonSet set, Pod pod, String rule) {
        if (!pod.isTerminating() && deputy.apply(new Change.Delete(pod.key()))) {
            deputy.event(set, "SuccessfulDelete", "Deleted pod: " + pod.meta().name());
            deputy.record("daemonset", pod.key(), "delete", because(rule), set.key());
        }
    }

    private void report(DaemonSet set, int desired, int ready) {
        DaemonSet now = new DaemonSet(set.meta(), set.selector(), set.template(), desired, ready);
        if (!now.equals(set)) {
            deputy.apply(new Change.ReplaceStatus(now));
        }
    }
}
