package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.Deployment;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Sorted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rolls the pods of a Deployment from template to template and keeps their number. Source:
/// `pkg/controller/deployment`.
final class DeploymentController implements Reconciler {
    /// `spec.revisionHistoryLimit`'s default.
    private static final int HISTORY = 10;

    private final Deputy deputy;
    private final LoopRuntime.Queue queue;

    DeploymentController(Deputy deputy, LoopRuntime runtime) {
        this.deputy = deputy;
        this.queue = runtime.drive("deployment", this);
        deputy.store().watch(Deployment.class, this::deploymentChanged);
        deputy.store().watch(ReplicaSet.class, this::replicaSetChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(Deployment.class).forEach(each -> queue.add(each.key()));
    }

    private void deploymentChanged(Optional<Deployment> before, Optional<Deployment> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (after.isPresent() && !onlyStatus) {
            queue.addAfter(after.get().key(), deputy.lags().watch());
        }
    }

    private void replicaSetChanged(Optional<ReplicaSet> before, Optional<ReplicaSet> after) {
        wakeOwner(after.or(() -> before).orElseThrow());
    }

    /// A strategy of Recreate waits for the last old pod to be gone.
    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        if (after.isEmpty() && before.isPresent()) {
            before.get()
                    .meta()
                    .controller()
                    .flatMap(owner -> deputy.store()
                            .get(
                                    new ObjectKey(
                                            "ReplicaSet", before.get().meta().namespace(), owner.name()),
                                    ReplicaSet.class))
                    .ifPresent(this::wakeOwner);
        }
    }

    private void wakeOwner(ReplicaSet set) {
        deputy.wakeController(set, "Deployment", queue);
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        deputy.store()
                .get(key, Deployment.class)
                .filter(each -> !Deputy.isGoing(each))
                .ifPresent(this::roll);
        deputy.store().get(key, Deployment.class).ifPresent(this::report);
        return Outcome.DONE;
    }

    private void roll(Deployment deployment) {
        RollOut rollOut = look(deployment);
        if (isScaled(rollOut)) {
            rollOut.scaled().forEach(size -> resize(rollOut, size));
        } else if (deployment.strategy().recreate()) {
            recreate(rollOut);
        } else {
            rollOn(rollOut);
        }
    }

    private RollOut look(Deployment deployment) {
        Optional<ReplicaSet> current = Optional.empty();
        List<ReplicaSet> old = new ArrayList<>();
        for (ReplicaSet set : sets(deployment)) {
            if (current.isEmpty() && isOf(set, deployment.template())) {
                current = Optional.of(set);
            } else {
                old.add(set);
            }
        }
        return new RollOut(deployment, RollingBounds.of(deployment), current, old);
    }

    private List<ReplicaSet> sets(Deployment deployment) {
        List<ReplicaSet> sets = new ArrayList<>();
        for (KubeObject object : deputy.store().dependents(deployment.meta().uid())) {
            if (object instanceof ReplicaSet set) {
                sets.add(set);
            }
        }
        return sets;
    }

    private static boolean isOf(ReplicaSet set, PodTemplate template) {
        PodTemplate own = set.template();
        return own.spec().equals(template.spec())
                && own.annotations().equals(template.annotations())
                && Labels.without(own.labels(), Labels.POD_TEMPLATE_HASH)
                        .equals(Labels.without(template.labels(), Labels.POD_TEMPLATE_HASH));
    }

    /// Whether `spec.replicas` changed since the sets were last sized.
    private static boolean isScaled(RollOut rollOut) {
        int wanted = rollOut.deployment().replicas();
        List<ReplicaSet> all = new ArrayList<>(rollOut.old());
        rollOut.current().ifPresent(all::add);
        return all.stream()
                .filter(set -> set.replicas() > 0)
                .anyMatch(set -> Labels.number(set.meta().annotations(), Labels.DESIRED_REPLICAS, wanted) != wanted);
    }

    private void rollOn(RollOut rollOut) {
        ReplicaSet current = rollOut.current().orElseGet(() -> create(rollOut));
        current = revise(rollOut, current);
        int size = rollOut.currentSize();
        if (size != current.replicas()) {
            resize(rollOut, new RollOut.Size(current, size));
            return;
        }
        List<RollOut.Size> shrunk =
                new RollOut(rollOut.deployment(), rollOut.bounds(), Optional.of(current), rollOut.old()).oldSizes();
        shrunk.forEach(each -> resize(rollOut, each));
        if (shrunk.isEmpty()) {
            forget(rollOut);
        }
    }

    private void recreate(RollOut rollOut) {
        List<ReplicaSet> active =
                rollOut.old().stream().filter(set -> set.replicas() > 0).toList();
        if (!active.isEmpty()) {
            active.forEach(set -> resize(rollOut, new RollOut.Size(set, 0)));
            return;
        }
        if (rollOut.old().stream().anyMatch(this::hasPods)) {
            return;
        }
        ReplicaSet current = revise(rollOut, rollOut.current().orElseGet(() -> create(rollOut)));
        if (current.replicas() != rollOut.deployment().replicas()) {
            resize(rollOut, new RollOut.Size(current, rollOut.deployment().replicas()));
        } else {
            forget(rollOut);
        }
    }

    /// Whether pods of the set are still there, terminating ones too.
    private boolean hasPods(ReplicaSet set) {
        return deputy.store().dependents(set.meta().uid()).stream()
                .anyMatch(object -> object instanceof Pod pod && !pod.status().isOver());
    }

    private ReplicaSet create(RollOut rollOut) {
        Deployment deployment = rollOut.deployment();
        String hash = TemplateHash.of(deployment.template());
        SortedMap<String, String> labels = Labels.with(deployment.template().labels(), Labels.POD_TEMPLATE_HASH, hash);
        LabelSelector selector = new LabelSelector(
                Labels.with(deployment.selector().matchLabels(), Labels.POD_TEMPLATE_HASH, hash),
                deployment.selector().requirements());
        PodTemplate template = new PodTemplate(
                labels,
                deployment.template().annotations(),
                deployment.template().spec());
        OwnerReference owner = new OwnerReference(
                "apps/v1",
                "Deployment",
                deployment.meta().name(),
                deployment.meta().uid(),
                true);
        ObjectMeta meta = new ObjectMeta(
                deployment.meta().namespace(),
                deployment.meta().name() + "-" + hash,
                "",
                labels,
                annotations(rollOut, Sorted.empty()),
                List.of(owner),
                Instant.EPOCH,
                Optional.empty(),
                0,
                1);
        int size = rollOut.currentSize();
        ReplicaSet set = new ReplicaSet(
                meta, size, selector, template, 0, 0, 0, deployment.strategy().minReadySeconds());
        if (deputy.apply(new Change.Create(set)) && size > 0) {
            told(rollOut, set, 0, size);
        }
        return deputy.store().get(set.key(), ReplicaSet.class).orElse(set);
    }

    private static SortedMap<String, String> annotations(RollOut rollOut, SortedMap<String, String> now) {
        TreeMap<String, String> annotations = new TreeMap<>(now);
        int wanted = rollOut.deployment().replicas();
        annotations.put(Labels.DESIRED_REPLICAS, Integer.toString(wanted));
        annotations.put(
                Labels.MAX_REPLICAS, Integer.toString(wanted + rollOut.bounds().surge()));
        return Sorted.copyOf(annotations);
    }

    /// Numbers the current set one above all earlier ones and passes the Deployment's patience on to it.
    private ReplicaSet revise(RollOut rollOut, ReplicaSet set) {
        Deployment deployment = rollOut.deployment();
        int latest = rollOut.old().stream()
                .mapToInt(each -> Labels.number(each.meta().annotations(), Labels.REVISION, 0))
                .max()
                .orElse(0);
        int own = Labels.number(set.meta().annotations(), Labels.REVISION, 0);
        String revision = Integer.toString(Math.max(own, latest + 1));
        ReplicaSet revised = new ReplicaSet(
                set.meta().withAnnotations(Labels.with(set.meta().annotations(), Labels.REVISION, revision)),
                set.replicas(),
                set.selector(),
                set.template(),
                set.statusReplicas(),
                set.ready(),
                set.available(),
                deployment.strategy().minReadySeconds());
        if (!revised.equals(set)) {
            deputy.apply(new Change.Replace(revised));
        }
        var annotations = Labels.with(deployment.meta().annotations(), Labels.REVISION, revision);
        if (!annotations.equals(deployment.meta().annotations())) {
            deputy.apply(new Change.Replace(deployment.with(deployment.meta().withAnnotations(annotations))));
        }
        return deputy.store().get(set.key(), ReplicaSet.class).orElse(revised);
    }

    private void resize(RollOut rollOut, RollOut.Size size) {
        ReplicaSet set = size.set();
        var meta = set.meta().withAnnotations(annotations(rollOut, set.meta().annotations()));
        ReplicaSet resized = set.withReplicas(size.replicas()).with(meta);
        boolean changed = !resized.equals(set) && deputy.apply(new Change.Replace(resized));
        if (changed && size.replicas() != set.replicas()) {
            told(rollOut, set, set.replicas(), size.replicas());
        }
    }

    private void told(RollOut rollOut, ReplicaSet set, int from, int to) {
        Deployment deployment = rollOut.deployment();
        String direction = from < to ? "up" : "down";
        deputy.event(
                deployment,
                "ScalingReplicaSet",
                "Scaled " + direction + " replica set " + set.meta().name() + " from " + from + " to " + to);
        boolean rolling = !rollOut.old().stream().allMatch(old -> old.replicas() == 0);
        Explanation why = because(rolling ? "rolling out" : "scaled " + direction)
                .given("from", from)
                .given("to", to)
                .given("wanted", deployment.replicas())
                .given("max surge", rollOut.bounds().surge())
                .given("max unavailable", rollOut.bounds().unavailable());
        if (rolling && !isScaled(rollOut)) {
            deputy.record("deployment", set.key(), "scale", why, deployment.key());
        } else {
            deputy.recordScaling("deployment", set.key(), "scale", why, deployment.key());
        }
    }

    /// Deletes the oldest empty sets beyond the history limit.
    private void forget(RollOut rollOut) {
        int surplus = rollOut.old().size() - HISTORY;
        if (surplus <= 0) {
            return;
        }
        rollOut.old().stream()
                .sorted(java.util.Comparator.comparingInt(
                        set -> Labels.number(set.meta().annotations(), Labels.REVISION, 0)))
                .limit(surplus)
                .filter(set -> set.replicas() == 0 && set.statusReplicas() == 0)
                .forEach(set -> deputy.apply(new Change.Delete(set.key())));
    }

    private void report(Deployment deployment) {
        RollOut rollOut = look(deployment);
        int replicas = 0;
        int ready = 0;
        int available = 0;
        for (ReplicaSet set : sets(deployment)) {
            replicas += set.statusReplicas();
            ready += set.ready();
            available += set.available();
        }
        var status = new Deployment.Status(
                deployment.meta().generation(),
                replicas,
                rollOut.current().map(ReplicaSet::statusReplicas).orElse(0),
                ready,
                available);
        if (!status.equals(deployment.status())) {
            deputy.apply(new Change.ReplaceStatus(new Deployment(
                    deployment.meta(),
                    deployment.replicas(),
                    deployment.selector(),
                    deployment.template(),
                    deployment.strategy(),
                    status)));
        }
    }
}
