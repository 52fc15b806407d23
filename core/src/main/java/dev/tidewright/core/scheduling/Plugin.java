package dev.tidewright.core.scheduling;

/// The scheduler's filters, in the order in which kube-scheduler asks them by default (v1.36).
public enum Plugin {
    NODE_UNSCHEDULABLE("NodeUnschedulable"),
    NODE_NAME("NodeName"),
    TAINT_TOLERATION("TaintToleration"),
    NODE_AFFINITY("NodeAffinity"),
    NODE_PORTS("NodePorts"),
    NODE_RESOURCES_FIT("NodeResourcesFit"),
    VOLUME_RESTRICTIONS("VolumeRestrictions"),
    POD_TOPOLOGY_SPREAD("PodTopologySpread"),
    INTER_POD_AFFINITY("InterPodAffinity");

    private final String words;

    Plugin(String words) {
        this.words = words;
    }

    /// The plugin's name as kube-scheduler spells it.
    @Override
    public String toString() {
        return words;
    }
}
