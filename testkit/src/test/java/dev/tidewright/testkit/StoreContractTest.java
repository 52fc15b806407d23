package dev.tidewright.testkit;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;

/// The virtual world's store keeps the port's contract.
class StoreContractTest implements ClusterContract {
    private final Timeline timeline = new Timeline(Instant.parse("2026-03-02T00:00:00Z"));
    private final Store store = new Store(timeline);

    @Override
    public Cluster cluster() {
        return store;
    }

    @Override
    public void settle() {
        timeline.advanceTo(timeline.nanos());
    }
}
