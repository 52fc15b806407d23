package dev.tidewright.cli;

import dev.tidewright.kubernetes.api.RequestCounts;
import dev.tidewright.kubernetes.leading.Leadership;
import dev.tidewright.kubernetes.watch.Known;
import java.util.Optional;

/// What a running process tells about itself, in Prometheus' text format.
final class LiveFigures {
    private final Known known;
    private final RequestCounts counts;
    private final Optional<Leadership> leadership;

    LiveFigures(Known known, RequestCounts counts, Optional<Leadership> leadership) {
        this.known = known;
        this.counts = counts;
        this.leadership = leadership;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("# HELP rest_client_requests_total Requests to the API server, by method and status code.\n");
        text.append("# TYPE rest_client_requests_total counter\n");
        counts.now()
                .forEach((sort, count) -> text.append("rest_client_requests_total{code=\"%s\",method=\"%s\"} %d\n"
                        .formatted(sort.status() > 0 ? sort.status() : "<error>", sort.method(), count)));
        text.append("# HELP tidewright_objects Objects in memory, by resource.\n# TYPE tidewright_objects gauge\n");
        known.sizes()
                .forEach((resource, count) ->
                        text.append("tidewright_objects{resource=\"%s\"} %d\n".formatted(resource, count)));
        text.append("# HELP tidewright_broken_watches Watches that do not hear from the API server.\n");
        text.append("# TYPE tidewright_broken_watches gauge\n");
        text.append("tidewright_broken_watches %d\n".formatted(known.troubles().size()));
        leadership.ifPresent(lease -> {
            text.append("# HELP leader_election_master_status Whether this process leads.\n");
            text.append("# TYPE leader_election_master_status gauge\n");
            text.append("leader_election_master_status{name=\"tidewright\"} %d\n".formatted(lease.leads() ? 1 : 0));
        });
        return text.toString();
    }
}
