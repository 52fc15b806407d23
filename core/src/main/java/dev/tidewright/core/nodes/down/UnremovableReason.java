package dev.tidewright.core.nodes.down;

/// Why a node stays, in cluster-autoscaler's words (`pkg/simulator/cluster.go`).
public enum UnremovableReason {
    SCALE_DOWN_DISABLED_ANNOTATION("ScaleDownDisabledAnnotation"),
    SCALE_DOWN_UNREADY_DISABLED("ScaleDownUnreadyDisabled"),
    NOT_AUTOSCALED("NotAutoscaled"),
    NOT_UNNEEDED_LONG_ENOUGH("NotUnneededLongEnough"),
    NOT_UNREADY_LONG_ENOUGH("NotUnreadyLongEnough"),
    NODE_GROUP_MIN_SIZE_REACHED("NodeGroupMinSizeReached"),
    ATOMIC_SCALE_DOWN_FAILED("AtomicScaleDownFailed"),
    MINIMAL_RESOURCE_LIMIT_EXCEEDED("MinimalResourceLimitExceeded"),
    CURRENTLY_BEING_DELETED("CurrentlyBeingDeleted"),
    NOT_UNDERUTILIZED("NotUnderutilized"),
    RECENTLY_UNREMOVABLE("RecentlyUnremovable"),
    NO_PLACE_TO_MOVE_PODS("NoPlaceToMovePods"),
    BLOCKED_BY_POD("BlockedByPod"),
    BLOCKED_BY_ON_COMPLETION_POD("BlockedByOnCompletionPod"),
    UNEXPECTED_ERROR("UnexpectedError");

    private final String word;

    UnremovableReason(String word) {
        this.word = word;
    }

    /// As upstream writes it: `NotUnderutilized`.
    public String word() {
        return word;
    }
}
