package dev.tidewright.simulator.cloud;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Node;
import dev.tidewright.simulator.cloud.Machine.Phase;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Recorder;
import dev.tidewright.simulator.scenario.Fault.CloudOutage;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A cloud in virtual time. It keeps each group at its target size by itself: what crashes or is taken back is ordered
/// again. Answers at once; what it promised takes its time. Not thread-safe.
public final class VirtualCloud implements NodeGroups {
    private final Timeline timeline;
    private final Journal journal;
    private final MachineLife life;
    private final Map<String, MachineGroup> groups = new LinkedHashMap<>();
    private final ApiOutages outages = new ApiOutages();

    /// @param random the cloud's own; each group takes a stream of its own from it
    public VirtualCloud(
            Timeline timeline,
            Store store,
            Journal journal,
            Kubelets kubelets,
            List<NodeGroupSpec> specs,
            SplittableRandom random) {
        this.timeline = timeline;
        this.journal = journal;
        this.life = new MachineLife(timeline, store, journal, kubelets);
        for (NodeGroupSpec spec : specs) {
            groups.put(spec.name(), new MachineGroup(spec, timeline, random.split()));
        }
    }

    /// Puts up the machines that stand at the start. To be called once.
    public void start() {
        for (MachineGroup group : groups.values()) {
            group.target(group.spec.initial());
            for (int i = 0; i < group.spec.initial(); i++) {
                life.stand(group);
            }
        }
    }

    /// Registers the figures of each group. The cost is what its machines have cost since the start.
    public void recordTo(Recorder recorder) {
        for (MachineGroup group : groups.values()) {
            String subject = "nodes/" + group.spec.name();
            recorder.gauge(subject, Measures.NODES, group::registered);
            recorder.gauge(subject, Measures.NODES_READY, group::ready);
            recorder.gauge(subject, Measures.NODES_ORDERED, group::target);
            recorder.gauge(subject, Measures.COST, group.meter::cost);
        }
    }

    /// What all machines have cost so far, in the scenario's currency.
    public double cost() {
        double sum = 0;
        for (MachineGroup group : groups.values()) {
            sum += group.meter.cost();
        }
        return sum;
    }

    // What the node loop may ask

    @Override
    public Answer groups() {
        return outages.answer(this::told);
    }

    /// The groups as they are now, whatever the API says.
    public List<NodeGroup> told() {
        List<NodeGroup> all = new ArrayList<>(groups.size());
        groups.values().forEach(group -> all.add(group.tell()));
        return all;
    }

    @Override
    public Outcome increase(String group, int targetSize) {
        return answer(group, known -> {
            if (targetSize <= known.target()) {
                return "size increase must be positive, from %d to %d".formatted(known.target(), targetSize);
            }
            if (targetSize > known.spec.max()) {
                return "size increase too large - desired:%d max:%d".formatted(targetSize, known.spec.max());
            }
            Explanation why = because("its target size was raised");
            long order = tell(known, "order", why.given("from", known.target()).given("to", targetSize));
            for (int i = known.target(); i < targetSize; i++) {
                life.order(known, List.of(order));
            }
            known.target(targetSize);
            return "";
        });
    }

    @Override
    public Outcome delete(String group, List<Node> nodes) {
        return answer(group, known -> {
            List<Machine> machines = new ArrayList<>();
            for (Node node : nodes) {
                var machine = known.find(node.providerId());
                if (machine.isEmpty()) {
                    return "%s belongs to no machine of the group"
                            .formatted(node.meta().name());
                }
                if (machine.get().isWanted() && !machines.contains(machine.get())) {
                    machines.add(machine.get());
                }
            }
            int left = known.target() - machines.size();
            if (left < known.spec.min()) {
                return "min size reached, nodes will not be deleted";
            }
            shrink(known, left, "its machines were given back");
            machines.forEach(machine -> end(known, machine));
            return "";
        });
    }

    private void end(MachineGroup group, Machine machine) {
        machine.unwant();
        life.giveBack(group, machine);
    }

    @Override
    public Outcome decreaseTarget(String group, int targetSize) {
        return answer(group, known -> {
            List<Machine> coming = known.machines(each -> each.phase() == Phase.ORDERED);
            int surplus = known.present() - targetSize;
            if (targetSize >= known.target() || targetSize < known.spec.min()) {
                return "cannot decrease the target size from %d to %d".formatted(known.target(), targetSize);
            }
            if (surplus > coming.size()) {
                return "attempt to delete existing nodes: target %d, existing %d"
                        .formatted(targetSize, known.present() - coming.size());
            }
            shrink(known, targetSize, "orders that never came were given up");
            for (int i = 0; i < surplus; i++) {
                end(known, coming.get(coming.size() - 1 - i));
            }
            return "";
        });
    }

    private void shrink(MachineGroup group, int targetSize, String rule) {
        tell(group, "shrink", because(rule).given("from", group.target()).given("to", targetSize));
        group.target(targetSize);
    }

    /// A call to the cloud about one group.
    private interface Call {
        /// @return why it cannot be done; empty where it was done
        String on(MachineGroup group);
    }

    private Outcome answer(String name, Call call) {
        return outages.outcome(() -> done(name, call));
    }

    private Outcome done(String name, Call call) {
        MachineGroup group = groups.get(name);
        if (group == null) {
            return new Outcome.Failed("no such node group: " + name);
        }
        String reason = call.on(group);
        if (reason.isEmpty()) {
            return new Outcome.Accepted();
        }
        tell(group, "refuse", because(reason));
        return new Outcome.Failed(reason);
    }

    private long tell(MachineGroup group, String verb, Explanation why) {
        List<Long> causes = journal.latest(group.key()).map(List::of).orElse(List.of());
        return journal.record(new Journal.Entry(timeline.instant(), "cloud", group.key(), verb, why, causes));
    }

    // What goes wrong

    /// From now on the API fails.
    public void fail(CloudOutage.Mode mode) {
        outages.begin(mode, told());
    }

    /// Ends one [#fail] of the same kind.
    public void recover(CloudOutage.Mode mode) {
        outages.end(mode);
    }

    /// From now on the group gets no new machines; those that boot already come.
    ///
    /// @param silent orders do not fail, they only never come
    public void stockOut(String group, boolean silent) {
        group(group).stockOut(silent, 1);
    }

    /// Ends one [#stockOut] of the same kind. Machines that were ordered meanwhile boot now.
    public void restock(String group, boolean silent) {
        group(group).stockOut(silent, -1);
        life.restock(group(group));
    }

    /// Takes back a share of a group's machines, chosen by chance.
    ///
    /// @param share  above 0 to 1; rounded up to whole machines
    /// @param spread over which the notices come, evenly
    /// @return how many
    public int reclaim(String group, double share, Duration notice, Duration spread) {
        MachineGroup known = group(group);
        List<Machine> all = known.machines(Machine::serves);
        // 0.4 of 5 machines is 2, although 0.4 * 5 is a little more as a double.
        List<Machine> hit = drawn(known, all, (int) Math.ceil(share * all.size() - 1e-9));
        for (int i = 0; i < hit.size(); i++) {
            Machine machine = hit.get(i);
            timeline.after(spread.multipliedBy(i).dividedBy(hit.size()), () -> {
                if (machine.serves()) {
                    life.notice(known, machine, notice);
                }
            });
        }
        return hit.size();
    }

    /// Lets machines of a group vanish, chosen by chance.
    ///
    /// @return how many
    public int crash(String group, int count) {
        MachineGroup known = group(group);
        List<Machine> hit = drawn(known, known.machines(Machine::serves), count);
        hit.forEach(machine -> life.crash(known, machine));
        return hit.size();
    }

    private static List<Machine> drawn(MachineGroup group, List<Machine> all, int count) {
        List<Machine> left = new ArrayList<>(all);
        List<Machine> drawn = new ArrayList<>();
        while (drawn.size() < count && !left.isEmpty()) {
            drawn.add(left.remove(group.random.nextInt(left.size())));
        }
        return drawn;
    }

    private MachineGroup group(String name) {
        MachineGroup group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("no such node group: " + name);
        }
        return group;
    }
}
