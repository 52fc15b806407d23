package dev.tidewright.control.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// How long machines take from an order until the last of them takes pods, as measured over the last twenty orders of
/// any group. Not thread-safe; bounded by the groups there are.
final class LeadTime {
    /// Of managed node groups, by cluster-autoscaler's FAQ ("a few minutes"), until there is a measurement.
    private static final Duration UNMEASURED = Duration.ofMinutes(3);

    private static final int KEPT = 20;

    private final Map<String, Order> orders = new HashMap<>();
    private final ArrayDeque<Duration> measured = new ArrayDeque<>();

    /// @param size of the group once all is there
    private record Order(Instant at, int size) {}

    /// Notes an order; orders that follow one another are one.
    void ordered(String group, int size, Instant now) {
        orders.merge(group, new Order(now, size), (first, more) -> new Order(first.at(), more.size()));
    }

    /// Notes which groups have all that they ordered. What never came tells nothing.
    void look(ClusterLook look) {
        for (GroupLook group : look.groups()) {
            Order order = orders.get(group.id());
            if (order != null && group.upcoming(look.now()) == 0) {
                orders.remove(group.id());
                if (group.nodes().size() >= order.size()) {
                    measured.addLast(Duration.between(order.at(), look.now()));
                }
            }
        }
        while (measured.size() > KEPT) {
            measured.removeFirst();
        }
    }

    /// The longest of the last orders: room must last until the slowest machine is there.
    Duration longest() {
        return measured.stream().max(Duration::compareTo).orElse(UNMEASURED);
    }
}
