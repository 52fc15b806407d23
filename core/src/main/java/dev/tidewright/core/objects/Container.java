package dev.tidewright.core.objects;

import java.util.List;
import java.util.Optional;

/// One container of a pod template.
///
/// @param restartsAlways an init container that stays (a sidecar, KEP-753)
/// @param restartingResizes resources whose resize in place restarts it (`resizePolicy`, KEP-1287)
public record Container(
        String name,
        String image,
        Resources requests,
        Resources limits,
        List<HostPort> hostPorts,
        Optional<Probe> startup,
        Optional<Probe> readiness,
        Optional<Probe> liveness,
        boolean restartsAlways,
        List<String> restartingResizes) {
    /// A port of the node that the container claims.
    ///
    /// @param protocol `TCP`, `UDP` or `SCTP`
    /// @param ip       the address bound; `0.0.0.0` for all
    public record HostPort(String protocol, String ip, int port) {}

    public Container {
        hostPorts = List.copyOf(hostPorts);
        restartingResizes = List.copyOf(restartingResizes);
    }

    /// One that is resized without a restart, as is the default.
    public Container(
            String name,
            String image,
            Resources requests,
            Resources limits,
            List<HostPort> hostPorts,
            Optional<Probe> startup,
            Optional<Probe> readiness,
            Optional<Probe> liveness,
            boolean restartsAlways) {
        this(name, image, requests, limits, hostPorts, startup, readiness, liveness, restartsAlways, List.of());
    }

    public static Container named(String name, Resources requests, Resources limits) {
        return new Container(
                name, "", requests, limits, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public ContainerResources resources() {
        return new ContainerResources(requests, limits);
    }

    public Container with(ContainerResources resources) {
        return new Container(
                name,
                image,
                resources.requests(),
                resources.limits(),
                hostPorts,
                startup,
                readiness,
                liveness,
                restartsAlways,
                restartingResizes);
    }
}
