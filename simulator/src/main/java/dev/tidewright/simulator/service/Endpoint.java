package dev.tidewright.simulator.service;

import org.jspecify.annotations.Nullable;

/// One pod as the balancers know it: whether they send to it, and whether somebody is there.
final class Endpoint {
    private final ServiceModel service;
    private @Nullable ServicePod process;
    private boolean listed;
    private boolean serving;
    private boolean dead;

    Endpoint(ServiceModel service) {
        this.service = service;
    }

    ServiceModel service() {
        return service;
    }

    boolean isForgotten() {
        return !listed && process == null;
    }

    void runs(ServicePod started) {
        process = started;
        settle();
    }

    /// The balancers send to this pod from now on, or no longer.
    void list(boolean wanted) {
        listed = wanted;
        settle();
    }

    /// Brings the service's view up to date with the pod's. A pod that ends still takes requests until the balancers
    /// know, as a server with a graceful shutdown does.
    void settle() {
        if (process != null && process.isGone()) {
            service.die(process);
            process = null;
            serving = false;
        }
        boolean up = process != null && process.isUp();
        if (process != null && serving != (listed && up)) {
            serve(process, listed && up);
        }
        beDead(listed && !up);
    }

    private void serve(ServicePod pod, boolean wanted) {
        serving = wanted;
        if (wanted) {
            service.join(pod);
        } else {
            service.leave(pod);
        }
    }

    private void beDead(boolean wanted) {
        if (dead != wanted) {
            dead = wanted;
            service.deadEndpoints(wanted ? 1 : -1);
        }
    }
}
