package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Container.HostPort;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Volume;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// All that placing needs to know of a pod, worked out once for all pods that are equal in it. Made by
/// [ClusterPicture#shape] and of use with that picture only.
public final class PodShape {
    private static final Set<String> DISKS = Set.of("gcePersistentDisk", "awsElasticBlockStore", "iscsi", "rbd");
    /// What scoring takes a container to ask for that asks for nothing (upstream: `DefaultMilliCPURequest`,
    /// `DefaultMemoryRequest`).
    private static final Resources GUESS = Resources.of(100, 200L << 20);
    private static final byte UNKNOWN = 0;

    /// What makes two pods one shape.
    record Identity(String namespace, SortedMap<String, String> labels, PodSpec spec, boolean terminating) {}

    private final Identity identity;
    private final int[] resources;
    private final long[] amounts;
    private final long guessedCpuMilli;
    private final long guessedMemoryBytes;
    private final List<HostPort> hostPorts;
    private final List<Volume> disks;
    private final boolean looksAtName;
    private final Optional<Set<String>> namedNodes;
    private byte[] answerByClass = new byte[8];

    // What this shape's pods are counted in, and what limits them; filled by PodRules.
    final List<SpreadCount> spreadCounts = new ArrayList<>();
    final List<DomainCount> termCounts = new ArrayList<>();
    /// Weights that pods of this shape spread around them, by [PodPreferences#wanted].
    final List<PodPreferences.Weighed> weightCounts = new ArrayList<>();
    Optional<PodRules> rules = Optional.empty();
    Optional<PodPreferences> preferences = Optional.empty();

    PodShape(Identity identity, ResourceTable table) {
        this.identity = identity;
        PodSpec spec = identity.spec();
        SortedMap<String, Quantity> requests = PodRequests.of(spec).amounts();
        int[] numbers = new int[requests.size() + 1];
        long[] values = new long[requests.size() + 1];
        numbers[0] = ResourceTable.PODS;
        values[0] = 1;
        int count = 1;
        for (Map.Entry<String, Quantity> request : requests.entrySet()) {
            int number = table.number(request.getKey());
            long amount = ResourceTable.amount(number, request.getValue());
            if (amount > 0) {
                numbers[count] = number;
                values[count++] = amount;
            }
        }
        resources = Arrays.copyOf(numbers, count);
        amounts = Arrays.copyOf(values, count);
        Resources guessed = PodRequests.of(spec, GUESS);
        guessedCpuMilli = guessed.cpuMilli();
        guessedMemoryBytes = guessed.memoryBytes();
        hostPorts = hostPorts(spec);
        disks = spec.volumes().stream().filter(v -> DISKS.contains(v.source())).toList();
        looksAtName = StaticFit.looksAtName(spec);
        namedNodes = StaticFit.namedNodes(spec.affinity());
    }

    private static List<HostPort> hostPorts(PodSpec spec) {
        List<HostPort> ports = new ArrayList<>();
        spec.containers().forEach(container -> ports.addAll(container.hostPorts()));
        spec.initContainers().stream()
                .filter(Container::restartsAlways)
                .forEach(sidecar -> ports.addAll(sidecar.hostPorts()));
        return List.copyOf(ports);
    }

    public String namespace() {
        return identity.namespace();
    }

    public SortedMap<String, String> labels() {
        return identity.labels();
    }

    public PodSpec spec() {
        return identity.spec();
    }

    /// Amount asked of one resource, by its number; 0 where it is not asked for.
    long request(int resource) {
        for (int i = 0; i < resources.length; i++) {
            if (resources[i] == resource) {
                return amounts[i];
            }
        }
        return 0;
    }

    /// Thousandths of a core asked for.
    public long cpuMilli() {
        return request(ResourceTable.CPU);
    }

    /// Bytes of memory asked for.
    public long memoryBytes() {
        return request(ResourceTable.MEMORY);
    }

    long guessedCpuMilli() {
        return guessedCpuMilli;
    }

    long guessedMemoryBytes() {
        return guessedMemoryBytes;
    }

    boolean terminating() {
        return identity.terminating();
    }

    int[] resources() {
        return resources;
    }

    long[] amounts() {
        return amounts;
    }

    List<HostPort> hostPorts() {
        return hostPorts;
    }

    List<Volume> disks() {
        return disks;
    }

    Optional<Set<String>> namedNodes() {
        return namedNodes;
    }

    boolean looksAtName() {
        return looksAtName;
    }

    /// The remembered answer of the static filters for a class of equal nodes; 0 where it was not asked yet.
    byte answer(int nodeClass) {
        return nodeClass < answerByClass.length ? answerByClass[nodeClass] : UNKNOWN;
    }

    void remember(int nodeClass, byte answer) {
        if (nodeClass >= answerByClass.length) {
            answerByClass = Arrays.copyOf(answerByClass, Math.max(nodeClass + 1, 2 * answerByClass.length));
        }
        answerByClass[nodeClass] = answer;
    }
}
