package dev.tidewright.kubernetes.leading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a Lease says.
///
/// @param holder  empty: nobody
/// @param seconds for how long after `renewed`
/// @param version for the next write; empty: there is no Lease yet
record LeaseRecord(String holder, long seconds, String acquired, String renewed, int transitions, String version) {
    static final LeaseRecord ABSENT = new LeaseRecord("", 0, "", "", 0, "");

    static LeaseRecord of(JsonNode lease) {
        JsonNode spec = lease.path("spec");
        return new LeaseRecord(
                spec.path("holderIdentity").asString(""),
                spec.path("leaseDurationSeconds").asLong(0),
                spec.path("acquireTime").asString(""),
                spec.path("renewTime").asString(""),
                spec.path("leaseTransitions").asInt(0),
                lease.path("metadata").path("resourceVersion").asString(""));
    }

    /// The same lease, held by the process of `terms` from `now` on.
    LeaseRecord held(LeaseTerms terms, Instant now) {
        boolean mine = holder.equals(terms.identity());
        return new LeaseRecord(
                terms.identity(),
                terms.length().toSeconds(),
                mine ? acquired : time(now),
                time(now),
                mine || version.isEmpty() ? transitions : transitions + 1,
                version);
    }

    /// Given back: whoever looks next may take it.
    LeaseRecord released(Instant now) {
        return new LeaseRecord("", 1, time(now), time(now), transitions, version);
    }

    private static String time(Instant now) {
        String text = now.truncatedTo(ChronoUnit.MICROS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000000Z");
    }

    ObjectNode body(LeaseTerms terms) {
        ObjectNode lease = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "coordination.k8s.io/v1")
                .put("kind", "Lease");
        ObjectNode meta = lease.putObject("metadata").put("name", terms.name()).put("namespace", terms.namespace());
        if (!version.isEmpty()) {
            meta.put("resourceVersion", version);
        }
        lease.putObject("spec")
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", seconds)
                .put("acquireTime", acquired)
                .put("renewTime", renewed)
                .put("leaseTransitions", transitions);
        return lease;
    }

    /// Whether somebody wrote it meanwhile.
    boolean differsFrom(LeaseRecord other) {
        return !version.equals(other.version);
    }
}
