package dev.tidewright.core.objects;

/// What one container may use: what the scheduler keeps free for it, and where it is stopped.
public record ContainerResources(Resources requests, Resources limits) {
    public static final ContainerResources NONE = new ContainerResources(Resources.NONE, Resources.NONE);

    public boolean isEmpty() {
        return requests.amounts().isEmpty() && limits.amounts().isEmpty();
    }
}
