package dev.tidewright.simulator.cloud;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.simulator.cloud.Machine.Phase;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Seconds;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What happens to machines: they are ordered, boot, join, become ready, shut down, are taken back or vanish.
final class MachineLife {
    /// Between a node's registration and its Ready: the network plugin comes up. At most a quarter of the boot time.
    static final Duration JOIN_TO_READY = Duration.ofSeconds(10);
    /// How long a cloud takes to say that it has no machine to give.
    static final Duration STOCK_OUT_TOLD = Duration.ofSeconds(10);
    /// From the order to give a machine back until it is off.
    static final Duration SHUT_DOWN = Duration.ofSeconds(10);
    /// From a machine's end without notice until its node is removed: the control plane misses its heartbeats for
    /// `--node-monitor-grace-period`, then the cloud's controller asks for it within 5 s (`--node-monitor-period`).
    static final Duration MISSED = Duration.ofSeconds(45);
    /// GKE's taint on a machine that will soon be taken back.
    static final String IMPENDING = "cloud.google.com/impending-node-termination";

    private final Timeline timeline;
    private final Store store;
    private final Journal journal;
    private final Kubelets kubelets;

    MachineLife(Timeline timeline, Store store, Journal journal, Kubelets kubelets) {
        this.timeline = timeline;
        this.store = store;
        this.journal = journal;
        this.kubelets = kubelets;
    }

    /// A machine that stands ready when the world begins.
    void stand(MachineGroup group) {
        Machine machine = group.order();
        group.meter.start();
        join(group, machine);
        ready(group, machine, because("stood at the start"));
    }

    /// Orders one machine more.
    void order(MachineGroup group, List<Long> causes) {
        Machine machine = group.order();
        if (group.isOutOfStock()) {
            plan(machine, STOCK_OUT_TOLD, () -> refuse(group, machine));
            tell(
                    machine,
                    "wait",
                    because("the cloud has no machine to give").given("group", group.spec.name()),
                    causes);
        } else {
            boot(group, machine, causes);
        }
    }

    private void refuse(MachineGroup group, Machine machine) {
        machine.next(Optional.empty());
        if (group.admitsBeingOutOfStock()) {
            machine.fails("OUT_OF_RESOURCES");
            tell(machine, "fail", because("OUT_OF_RESOURCES").given("group", group.spec.name()));
        }
    }

    /// The cloud has machines again: what waited for one boots.
    void restock(MachineGroup group) {
        if (group.isOutOfStock()) {
            return;
        }
        for (Machine machine : group.machines(each -> each.phase() == Phase.ORDERED)) {
            cancel(machine);
            machine.fails("");
            boot(group, machine, latest(nodeKey(machine)));
        }
    }

    private void boot(MachineGroup group, Machine machine, List<Long> causes) {
        machine.enter(Phase.BOOTING);
        group.meter.start();
        Duration boot = group.spec.boot().draw(group.random);
        Duration quarter = boot.dividedBy(4);
        Duration rest = quarter.compareTo(JOIN_TO_READY) < 0 ? quarter : JOIN_TO_READY;
        tell(machine, "boot", because("the cloud has a machine").given("group", group.spec.name()), causes);
        plan(machine, boot.minus(rest), () -> {
            join(group, machine);
            tell(
                    machine,
                    "join",
                    because("its node registered")
                            .given("group", group.spec.name())
                            .given("seconds", sinceOrder(machine)));
            plan(machine, rest, () -> ready(group, machine, because("its node is ready")));
        });
    }

    private void join(MachineGroup group, Machine machine) {
        machine.enter(Phase.JOINED);
        group.countRegistered(1);
        kubelets.join(group.describe(machine), group.random.split());
    }

    private void ready(MachineGroup group, Machine machine, Explanation why) {
        machine.next(Optional.empty());
        machine.enter(Phase.READY);
        group.countReady(1);
        kubelets.ready(machine.name);
        Explanation full = why.given("group", group.spec.name())
                .given("zone", machine.zone)
                .given("seconds", sinceOrder(machine));
        tell(machine, "ready", full);
    }

    /// Gives a machine back, in order.
    void giveBack(MachineGroup group, Machine machine) {
        Phase before = leave(group, machine, Phase.ENDING);
        group.release(machine);
        if (before == Phase.ORDERED) {
            gone(group, machine, "its order was given up");
            return;
        }
        plan(machine, SHUT_DOWN, () -> {
            kubelets.shutDown(machine.name);
            group.meter.stop();
            gone(group, machine, "it was given back");
        });
    }

    /// Tells that a machine will be taken back: its node takes no more pods, and those on it are to end. Its successor
    /// is ordered at once, as by AWS' Capacity Rebalancing.
    void notice(MachineGroup group, Machine machine, Duration notice) {
        leave(group, machine, Phase.RECLAIMED);
        Explanation why = because("the cloud takes it back")
                .given("group", group.spec.name())
                .given("notice", Seconds.of(notice.toNanos()));
        tell(machine, "reclaim", why);
        mark(machine, notice);
        kubelets.drain(machine.name, "its machine is taken back");
        plan(machine, notice, () -> {
            kubelets.shutDown(machine.name);
            group.meter.stop();
            gone(group, machine, "the cloud took it back");
        });
        machine.unwant();
        group.release(machine);
        heal(group);
    }

    private void mark(Machine machine, Duration notice) {
        store.get(nodeKey(machine), Node.class).ifPresent(node -> {
            TreeMap<String, String> annotations = new TreeMap<>(node.meta().annotations());
            String end = timeline.instant().plus(notice).toString();
            annotations.put("tidewright.dev/reclaimed-at", end);
            ObjectMeta meta = node.meta().withAnnotations(Sorted.copyOf(annotations));
            List<Taint> taints = new ArrayList<>(node.taints());
            taints.add(new Taint(IMPENDING, "", "NoSchedule"));
            store.apply(new Change.Replace(node.with(meta).withTaints(taints, node.unschedulable())));
        });
    }

    /// A machine vanishes without notice.
    void crash(MachineGroup group, Machine machine) {
        leave(group, machine, Phase.ENDING);
        kubelets.crash(machine.name);
        tell(machine, "lost", because("it vanished without notice").given("group", group.spec.name()));
        group.meter.stop();
        group.release(machine);
        gone(group, machine, "it vanished");
        timeline.after(MISSED, () -> kubelets.forget(machine.name));
        heal(group);
    }

    /// Orders what the group lacks: a cloud keeps the target size by itself.
    private void heal(MachineGroup group) {
        for (int missing = group.target() - group.present(); missing > 0; missing--) {
            order(group, latest(group.key()));
        }
    }

    /// Takes a machine off the figures of those that serve.
    private Phase leave(MachineGroup group, Machine machine, Phase next) {
        Phase before = machine.phase();
        if (machine.serves()) {
            group.countReady(before == Phase.READY ? -1 : 0);
            group.countRegistered(-1);
        }
        cancel(machine);
        machine.enter(next);
        return before;
    }

    private void gone(MachineGroup group, Machine machine, String rule) {
        machine.enter(Phase.GONE);
        group.remove(machine);
        Explanation why = because(rule).given("group", group.spec.name()).given("seconds", sinceOrder(machine));
        tell(machine, "gone", why);
    }

    private void plan(Machine machine, Duration after, Runnable event) {
        machine.next(Optional.of(timeline.after(after, event)));
    }

    private void cancel(Machine machine) {
        machine.next().ifPresent(timeline::cancel);
        machine.next(Optional.empty());
    }

    private String sinceOrder(Machine machine) {
        return Seconds.of(timeline.nanos() - machine.orderedNanos);
    }

    private static ObjectKey nodeKey(Machine machine) {
        return new ObjectKey("Node", "", machine.name);
    }

    private List<Long> latest(ObjectKey about) {
        return journal.latest(about).map(List::of).orElse(List.of());
    }

    private void tell(Machine machine, String verb, Explanation why) {
        tell(machine, verb, why, latest(nodeKey(machine)));
    }

    private void tell(Machine machine, String verb, Explanation why, List<Long> causes) {
        journal.record(new Journal.Entry(timeline.instant(), "cloud", nodeKey(machine), verb, why, causes));
    }
}
