package dev.tidewright.core.nodes.down;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Resources;
import java.util.Optional;

/// How much of a node's allocatable is asked for. Doubles, as in upstream, so that a threshold falls the same way.
///
/// Source: `pkg/simulator/utilization/info.go`.
///
/// @param cpu      0 to 1 and beyond; 0 on a node with GPUs, where only these count
/// @param memory   the same
/// @param gpu      empty on a node without GPUs
/// @param resource the one that decides
public record Utilisation(double cpu, double memory, Optional<Double> gpu, String resource) {
    public static final String GPU = "nvidia.com/gpu";

    /// The deciding resource's share.
    public double share() {
        return gpu.orElse(resource.equals(Resources.CPU) ? cpu : memory);
    }

    /// Empty where the node does not say how much cpu or memory it has.
    ///
    /// @param load what counts, and what is to be set off against allocatable
    static Optional<Utilisation> of(Node node, NodeLoad load) {
        if (NodeTraits.hasGpuLabel(node)) {
            // A node whose GPUs are not there yet counts as idle, so that one that never gets them can go.
            double gpu = load.share(node, NodeLoad.GPU).orElse(0.0);
            return Optional.of(new Utilisation(0, 0, Optional.of(gpu), GPU));
        }
        Optional<Double> cpu = load.share(node, NodeLoad.CPU);
        Optional<Double> memory = load.share(node, NodeLoad.MEMORY);
        if (cpu.isEmpty() || memory.isEmpty()) {
            return Optional.empty();
        }
        String resource = cpu.get() > memory.get() ? Resources.CPU : Resources.MEMORY;
        return Optional.of(new Utilisation(cpu.get(), memory.get(), Optional.empty(), resource));
    }
}
