package dev.tidewright.simulator.cloud;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// The machines of one group and how many are wanted. Keeps the books; what happens to machines is [MachineLife]'s.
final class MachineGroup {
    final NodeGroupSpec spec;
    final SplittableRandom random;
    final Meter meter;
    private final Node template;
    private final Timeline timeline;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final int[] present; // by zone; those that count towards the target
    private int target;
    private int serial;
    private int stockOuts;
    private int silentStockOuts;
    private int registered;
    private int ready;

    MachineGroup(NodeGroupSpec spec, Timeline timeline, SplittableRandom random) {
        this.spec = spec;
        this.timeline = timeline;
        this.random = random;
        this.meter = new Meter(timeline, spec.hourlyPrice());
        this.present = new int[spec.zones().size()];
        String zone = spec.zones().getFirst();
        this.template = NodeTemplates.node(spec, spec.name() + "-template", zone, "");
    }

    ObjectKey key() {
        return new ObjectKey("NodeGroup", "", spec.name());
    }

    int target() {
        return target;
    }

    void target(int machines) {
        target = machines;
    }

    /// A new machine in the zone that has the fewest, so that zones fill in turn.
    Machine order() {
        int zone = 0;
        for (int i = 1; i < present.length; i++) {
            zone = present[i] < present[zone] ? i : zone;
        }
        present[zone]++;
        String name = "%s-%04d".formatted(spec.name(), ++serial);
        Machine machine = new Machine(name, spec.zones().get(zone), timeline.nanos());
        machines.put(machine.providerId, machine);
        return machine;
    }

    /// A machine counts towards the target no more.
    void release(Machine machine) {
        present[spec.zones().indexOf(machine.zone)]--;
    }

    void remove(Machine machine) {
        machines.remove(machine.providerId);
    }

    /// Machines that count towards the target: all but those that were given back.
    int present() {
        int sum = 0;
        for (int here : present) {
            sum += here;
        }
        return sum;
    }

    Optional<Machine> find(String providerId) {
        return Optional.ofNullable(machines.get(providerId));
    }

    /// In the order in which they were ordered.
    List<Machine> machines(Predicate<Machine> which) {
        List<Machine> found = new ArrayList<>();
        for (Machine machine : machines.values()) {
            if (which.test(machine)) {
                found.add(machine);
            }
        }
        return found;
    }

    Node describe(Machine machine) {
        return NodeTemplates.node(spec, machine.name, machine.zone, machine.providerId);
    }

    void stockOut(boolean silent, int change) {
        if (silent) {
            silentStockOuts += change;
        } else {
            stockOuts += change;
        }
    }

    boolean isOutOfStock() {
        return stockOuts + silentStockOuts > 0;
    }

    boolean admitsBeingOutOfStock() {
        return stockOuts > 0;
    }

    void countRegistered(int change) {
        registered += change;
    }

    void countReady(int change) {
        ready += change;
    }

    int registered() {
        return registered;
    }

    int ready() {
        return ready;
    }

    NodeGroup tell() {
        List<Instance> instances = new ArrayList<>(machines.size());
        machines.values().forEach(machine -> instances.add(machine.instance()));
        return new NodeGroup(
                spec.name(),
                spec.min(),
                spec.max(),
                target,
                spec.spot(),
                template,
                Optional.of(spec.hourlyPrice()),
                instances);
    }
}
