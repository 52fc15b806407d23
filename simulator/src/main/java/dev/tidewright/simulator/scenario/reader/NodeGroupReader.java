package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Taint;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.scenario.Distribution;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `nodes`: groups of equal machines, by name.
final class NodeGroupReader {
    static final Distribution BOOT = new Distribution.LogNormal(Duration.ofSeconds(75), Duration.ofSeconds(140));
    static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");
    private static final int PODS = 110;
    private final Reading reading;

    NodeGroupReader(Reading reading) {
        this.reading = reading;
    }

    List<NodeGroupSpec> read(Fields scenario) {
        return reading.entries(scenario, "nodes", this::group);
    }

    private NodeGroupSpec group(Reading.Entry entry) {
        Fields group = entry.fields();
        Resources capacity = capacity(group);
        int min = Units.count(group, "min", 0).orElse(1);
        int max = Units.count(group, "max", 1).orElseThrow(() -> Units.missing(group, "max", "a number of machines"));
        Units.refuseOver(group, "min", min, "max", max);
        NodeGroupSpec spec = new NodeGroupSpec(
                entry.name(),
                capacity,
                allocatable(entry.name(), group, capacity),
                min,
                max,
                initial(group, min, max),
                boot(entry.name(), group),
                Units.hourlyPrice(group, "price").orElseGet(() -> free(entry.name())),
                group.bool("spot").orElse(false),
                zones(group),
                group.texts("labels"),
                group.list("taints", NodeGroupReader::taint));
        group.refuseUnknown();
        return spec;
    }

    private static int initial(Fields group, int min, int max) {
        int initial = Units.count(group, "initial", 0).orElse(min);
        if (initial < min || initial > max) {
            throw group.complaint("initial", "expected " + min + " to " + max + " (min to max), found " + initial);
        }
        return initial;
    }

    private Distribution boot(String name, Fields group) {
        return Units.distribution(group, "boot").orElseGet(() -> {
            reading.assume("nodes." + name + ": a machine takes 75s to boot (median; 140s at p95)");
            return BOOT;
        });
    }

    private double free(String name) {
        reading.assume("nodes." + name + ": no price given, so its machines cost nothing");
        return 0;
    }

    private static List<String> zones(Fields group) {
        List<String> zones = group.textList("zones");
        return zones.isEmpty() ? ZONES : zones;
    }

    private static Resources capacity(Fields group) {
        Fields machine = group.mapping("machine")
                .orElseThrow(() -> Units.missing(group, "machine", "its size, e.g. {cpu: 2, memory: 8Gi}"));
        SortedMap<String, Quantity> amounts = amounts(machine);
        for (String resource : List.of(Resources.CPU, Resources.MEMORY)) {
            if (!amounts.containsKey(resource) || amounts.get(resource).isZero()) {
                throw Units.missing(machine, resource, "an amount above 0");
            }
        }
        amounts.putIfAbsent("pods", Quantity.of(PODS));
        return new Resources(amounts);
    }

    private static SortedMap<String, Quantity> amounts(Fields machine) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        for (String resource : machine.names()) {
            Quantity amount = machine.quantity(resource).orElse(Quantity.ZERO);
            if (amount.signum() < 0) {
                throw machine.complaint(resource, "expected 0 or more");
            }
            amounts.put(resource, amount);
        }
        return amounts;
    }

    private Resources allocatable(String name, Fields group, Resources capacity) {
        SortedMap<String, Quantity> amounts = new TreeMap<>(capacity.amounts());
        Optional<Fields> reserved = group.mapping("reserved");
        if (reserved.isEmpty()) {
            String kept = Reserved.words(Reserved.of(capacity));
            reading.assume("nodes." + name + ": the system keeps " + kept + " of each machine");
            return Reserved.allocatable(capacity);
        }
        amounts(reserved.get()).forEach((resource, amount) -> {
            if (!amounts.containsKey(resource) || amount.compareTo(amounts.get(resource)) > 0) {
                throw reserved.get().complaint(resource, "expected at most what the machine has");
            }
            take(amounts, resource, amount);
        });
        return new Resources(amounts);
    }

    private static void take(SortedMap<String, Quantity> amounts, String resource, Quantity taken) {
        amounts.computeIfPresent(resource, (key, amount) -> switch (key) {
            case Resources.CPU -> Quantity.ofMilli(amount.milli() - taken.milli());
            case Resources.MEMORY -> Quantity.ofBytes(amount.value() - taken.value());
            default -> Quantity.of(amount.value() - taken.value());
        });
    }

    private static Taint taint(Fields.Item item) {
        String text = item.text();
        int effect = text.lastIndexOf(':');
        int equals = text.indexOf('=');
        if (effect < 1) {
            throw new dev.tidewright.cluster.documents.BadInput(
                    item.document().place(), item.path(), "expected key=value:NoSchedule, found '" + text + "'");
        }
        boolean valued = equals > 0 && equals < effect;
        return new Taint(
                text.substring(0, valued ? equals : effect),
                valued ? text.substring(equals + 1, effect) : "",
                text.substring(effect + 1));
    }

    /// What kubelet, container runtime and kernel keep for themselves.
    ///
    /// Source: the rule that GKE documents for its nodes, which EKS and AKS come near.
    static final class Reserved {
        private static final long EVICTION_BYTES = Bytes.ofMebi(100).count();

        private Reserved() {}

        static Resources of(Resources capacity) {
            return Resources.of(milliCpu(capacity.cpuMilli()), memory(capacity.memoryBytes()));
        }

        /// What is left for pods.
        static Resources allocatable(Resources capacity) {
            SortedMap<String, Quantity> amounts = new TreeMap<>(capacity.amounts());
            of(capacity).amounts().forEach((resource, amount) -> take(amounts, resource, amount));
            return new Resources(amounts);
        }

        private static long milliCpu(long milli) {
            return part(milli, 0, 1_000) * 60 / 1_000
                    + part(milli, 1_000, 2_000) * 10 / 1_000
                    + part(milli, 2_000, 4_000) * 5 / 1_000
                    + part(milli, 4_000, Long.MAX_VALUE) * 25 / 10_000;
        }

        private static long memory(long bytes) {
            long gibi = 1L << 30;
            long kept = part(bytes, 0, 4 * gibi) / 4
                    + part(bytes, 4 * gibi, 8 * gibi) / 5
                    + part(bytes, 8 * gibi, 16 * gibi) / 10
                    + part(bytes, 16 * gibi, 128 * gibi) * 6 / 100
                    + part(bytes, 128 * gibi, Long.MAX_VALUE) / 50;
            return Math.min(bytes, kept + EVICTION_BYTES);
        }

        /// How much of an amount lies between two marks.
        private static long part(long amount, long from, long to) {
            return Math.max(0, Math.min(amount, to) - from);
        }

        static String words(Resources kept) {
            return kept.cpuMilli() + "m CPU and " + (kept.memoryBytes() >> 20) + "Mi memory";
        }
    }
}
