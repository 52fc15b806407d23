package dev.tidewright.simulator.store;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.ClusterEvent;
import dev.tidewright.simulator.time.Timeline;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// Hands changes on as events of the timeline, at the instant of the change and in version order.
final class Subscriber implements Cluster.Subscription {
    private final Timeline timeline;
    private final Consumer<ClusterEvent> listener;
    private final ArrayDeque<ClusterEvent> waiting = new ArrayDeque<>();
    private boolean planned;
    private boolean closed;

    Subscriber(Timeline timeline, Consumer<ClusterEvent> listener) {
        this.timeline = timeline;
        this.listener = listener;
    }

    void offer(ClusterEvent event) {
        waiting.add(event);
        if (!planned) {
            planned = true;
            timeline.at(timeline.nanos(), this::deliver);
        }
    }

    /// Delivers what is there now. What the listener causes comes as the next event.
    private void deliver() {
        planned = false;
        for (int left = waiting.size(); left > 0 && !closed; left--) {
            listener.accept(waiting.remove());
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }
}
