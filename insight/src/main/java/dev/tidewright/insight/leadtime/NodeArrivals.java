package dev.tidewright.insight.leadtime;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.insight.run.Facts;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When nodes were ordered and when they were ready.
final class NodeArrivals {
    private static final int MOST_CAUSES_DEEP = 8;

    private final Map<Long, Entry> entries = new HashMap<>();
    private final Map<String, Arrival> arrivals = new HashMap<>();

    NodeArrivals(List<Line> journal) {
        var latestOrder = new HashMap<String, Instant>();
        for (Line line : journal) {
            Entry entry = line.entry();
            if (!entry.object().kind().equals("Pod")) {
                entries.put(line.number(), entry);
            }
            if (entry.verb().equals("order")) {
                latestOrder.put(entry.object().name(), entry.at());
            } else if (entry.object().kind().equals("Node")
                    && (entry.verb().equals("join") || entry.verb().equals("ready"))) {
                note(entry, latestOrder);
            }
        }
    }

    /// `join` comes before `ready`; the later of the two counts as the arrival.
    private void note(Entry entry, Map<String, Instant> latestOrder) {
        Arrival known = arrivals.get(entry.object().name());
        if (known != null && known.told().equals(entry.verb())) {
            return; // a node that comes back is no new node
        }
        Optional<Instant> ordered =
                orderOf(entry, latestOrder).or(() -> known == null ? Optional.empty() : Optional.of(known.ordered()));
        ordered.ifPresent(order -> arrivals.put(entry.object().name(), new Arrival(entry.verb(), order, entry.at())));
    }

    private Optional<Instant> orderOf(Entry entry, Map<String, Instant> latestOrder) {
        Optional<Instant> caused = orderBehind(entry, MOST_CAUSES_DEEP);
        return caused.isPresent() ? caused : Facts.text(entry, "group").map(latestOrder::get);
    }

    /// Of the two who write an order down, the loop that makes it and the cloud that takes it, the loop comes first.
    private Optional<Instant> orderBehind(Entry entry, int depth) {
        Optional<Instant> found = Optional.empty();
        for (long number : entry.causes()) {
            Entry cause = entries.get(number);
            if (cause == null || depth == 0 || found.isPresent()) {
                continue;
            }
            found = cause.verb().equals("order") ? Optional.of(cause.at()) : orderBehind(cause, depth - 1);
        }
        return found;
    }

    Optional<Arrival> of(String node) {
        return Optional.ofNullable(arrivals.get(node));
    }

    /// @param told the verb that told of it
    record Arrival(String told, Instant ordered, Instant ready) {}
}
