package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.watch.ChangeLogs;
import dev.tidewright.apiserver.world.WorldThread;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// `/metrics` in Prometheus' text format, by the names of kube-apiserver where it has one. Safe for many threads.
final class Figures implements Endpoint {
    private final WorldThread world;
    private final ChangeLogs changes;
    /// By method and status: a few dozen.
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();

    Figures(WorldThread world, ChangeLogs changes) {
        this.world = world;
        this.changes = changes;
    }

    /// One request was answered.
    void count(String method, int code) {
        String labels = "verb=\"" + (method.matches("[A-Z]{1,10}") ? method : "OTHER") + "\",code=\"" + code + "\"";
        requests.computeIfAbsent(labels, any -> new LongAdder()).increment();
    }

    @Override
    public boolean serve(Exchange exchange) throws IOException {
        if (!exchange.path().equals("/metrics")) {
            return false;
        }
        var text = new StringBuilder();
        text.append("# HELP apiserver_request_total Requests answered.\n# TYPE apiserver_request_total counter\n");
        requests.forEach((labels, count) -> text.append("apiserver_request_total{")
                .append(labels)
                .append("} ")
                .append(count.sum())
                .append('\n'));
        text.append("# HELP apiserver_registered_watchers Watches that are open.\n")
                .append("# TYPE apiserver_registered_watchers gauge\napiserver_registered_watchers ")
                .append(changes.watchers())
                .append('\n');
        text.append("# HELP tidewright_virtual_time_seconds Virtual time, in seconds since 1970.\n")
                .append("# TYPE tidewright_virtual_time_seconds gauge\ntidewright_virtual_time_seconds ")
                .append(world.virtual().getEpochSecond())
                .append('\n');
        exchange.text(200, text.toString());
        return true;
    }
}
