package dev.tidewright.core.nodes.down;

/// Why a pod keeps its node, in cluster-autoscaler's words (`pkg/utils/drain`), each with what would free the node.
public enum BlockReason {
    CONTROLLER_NOT_FOUND("ControllerNotFound", "delete the pod, for its controller is gone and will not replace it"),
    MIN_REPLICAS_REACHED("MinReplicasReached", "raise the controller's replicas to --min-replica-count"),
    NOT_REPLICATED("NotReplicated", "run the pod under a controller, or set safe-to-evict: \"true\" on it"),
    LOCAL_STORAGE_REQUESTED(
            "LocalStorageRequested",
            "name the volume in safe-to-evict-local-volumes, or use medium: Memory or a claim"),
    NOT_SAFE_TO_EVICT_ANNOTATION("NotSafeToEvictAnnotation", "remove safe-to-evict: \"false\" from the pod"),
    UNMOVABLE_KUBE_SYSTEM_POD(
            "UnmovableKubeSystemPod", "give the pod a PodDisruptionBudget that allows a disruption, or wait"),
    NOT_ENOUGH_PDB("NotEnoughPdb", "let the PodDisruptionBudget allow a disruption: more replicas, or a lower minimum");

    private final String word;
    private final String remedy;

    BlockReason(String word, String remedy) {
        this.word = word;
        this.remedy = remedy;
    }

    /// As upstream writes it: `NotReplicated`.
    public String word() {
        return word;
    }

    /// What to change so that the pod no longer keeps the node; a phrase without a full stop.
    public String remedy() {
        return remedy;
    }
}
