package dev.tidewright.kubernetes.leading;

import java.time.Duration;

/// Which lease, and for how long it is held. Source of the defaults: client-go, `leaderelection`.
///
/// @param identity of this process; no two are alike
/// @param length   after which, counted from the last renewal that it saw, another process may take the lease
/// @param deadline after which a leader that could not renew stops; below `length`
/// @param period   between attempts
public record LeaseTerms(
        String namespace, String name, String identity, Duration length, Duration deadline, Duration period) {
    public LeaseTerms {
        if (deadline.compareTo(length) >= 0 || period.compareTo(deadline) >= 0) {
            throw new IllegalArgumentException(
                    "expected period < deadline < length, found " + period + ", " + deadline + ", " + length);
        }
    }

    public static LeaseTerms of(String namespace, String name, String identity) {
        return new LeaseTerms(
                namespace, name, identity, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    String collection() {
        return "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
    }
}
