package dev.tidewright.core.objects;

import java.util.List;
import java.util.Optional;

/// One container of a pod template.
///
/// @param restartsAlways an init container that stays (a sidecar, KEP-753)
public record Container(
        String name,
        String image,
        Resources requests,
        Resources limits,
        List<HostPort> hostPorts,
        Optional<Probe> startup,
        Optional<Probe> readiness,
        Optional<Probe> liveness,
        boolean restartsAlways) {
    /// A port of the node that the container claims.
    ///
    /// @param protocol `TCP`, `UDP` or `SCTP`
    /// @param ip       the address bound; `0.0.0.0` for all
    public record HostPort(String protocol, String ip, int port) {}

    public Container {
        hostPorts = List.copyOf(hostPorts);
    }

    public static Container named(String name, Resources requests, Resources limits) {
        return new Container(
                name, "", requests, limits, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
