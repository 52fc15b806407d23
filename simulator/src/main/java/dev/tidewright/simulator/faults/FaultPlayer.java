package dev.tidewright.simulator.faults;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.time.Timeline;
import java.time.Duration;
import java.util.List;

/// Plays a scenario's faults at their times. What a fault does shows in the journal as `begin` and, where it lasts, as
/// `end`; one that cannot be done, as `fail`.
public final class FaultPlayer {
    private final Timeline timeline;
    private final Journal journal;
    private final FaultPorts ports;
    private final ByHand hand;

    public FaultPlayer(Timeline timeline, Cluster cluster, Journal journal, FaultPorts ports) {
        this.timeline = timeline;
        this.journal = journal;
        this.ports = ports;
        this.hand = new ByHand(cluster);
    }

    /// Puts the faults on the timeline; their times count from the timeline's start.
    public void plan(List<Fault> faults) {
        for (Fault fault : faults) {
            timeline.at(fault.at().toNanos(), () -> begin(fault));
        }
    }

    /// Lets a fault begin now, whatever its time.
    public void play(Fault fault) {
        begin(fault);
    }

    private void begin(Fault fault) {
        switch (fault) {
            case Fault.MetricOutage outage -> begin(outage);
            case Fault.StockOut stockOut -> begin(stockOut);
            case Fault.CloudOutage outage -> begin(outage);
            case Fault.SpotReclaim reclaim -> begin(reclaim);
            case Fault.SlowDatabase slow -> begin(slow);
            case Fault.Rollout rollout ->
                done(
                        rollout.workload(),
                        because("a new version is rolled out").given("image", rollout.image()),
                        hand.roll(rollout.workload(), rollout.image()));
            case Fault.NodeCrash crash -> begin(crash);
            case Fault.CacheFlush flush -> {
                ports.caches().flush(flush.cache());
                tell(key("Cache", flush.cache()), "begin", because("a cache loses its entries"));
            }
            case Fault.ReplicasReset reset ->
                done(
                        reset.workload(),
                        because("somebody writes spec.replicas").given("replicas", reset.replicas()),
                        hand.scale(reset.workload(), reset.replicas()));
        }
    }

    private void begin(Fault.MetricOutage outage) {
        ObjectKey about = outage.workload().orElse(key("Metrics", "all"));
        Explanation why = because("metrics fail").given("kind", outage.kind());
        ports.metrics().begin(outage);
        tell(about, "begin", why);
        later(outage.length(), () -> {
            ports.metrics().end(outage);
            tell(about, "end", why);
        });
    }

    private void begin(Fault.StockOut stockOut) {
        ObjectKey about = key("NodeGroup", stockOut.nodeGroup());
        Explanation why = because("the cloud has no machines").given("silent", stockOut.silent());
        ports.cloud().stockOut(stockOut.nodeGroup(), stockOut.silent());
        tell(about, "begin", why);
        later(stockOut.length(), () -> {
            tell(about, "end", why);
            ports.cloud().restock(stockOut.nodeGroup(), stockOut.silent());
        });
    }

    private void begin(Fault.CloudOutage outage) {
        ObjectKey about = key("Cloud", "api");
        Explanation why = because("the cloud's API fails").given("mode", outage.mode());
        ports.cloud().fail(outage.mode());
        tell(about, "begin", why);
        later(outage.length(), () -> {
            ports.cloud().recover(outage.mode());
            tell(about, "end", why);
        });
    }

    private void begin(Fault.SpotReclaim reclaim) {
        Explanation why = because("the cloud takes machines back").given("share", reclaim.share());
        tell(key("NodeGroup", reclaim.nodeGroup()), "begin", why);
        ports.cloud().reclaim(reclaim.nodeGroup(), reclaim.share(), reclaim.notice(), reclaim.spread());
    }

    private void begin(Fault.SlowDatabase slow) {
        ObjectKey about = key("Database", slow.database());
        Explanation why = because("queries are slow").given("factor", slow.factor());
        ports.databases().slow(slow.database(), slow.factor());
        tell(about, "begin", why);
        later(slow.length(), () -> {
            ports.databases().slow(slow.database(), 1);
            tell(about, "end", why);
        });
    }

    private void begin(Fault.NodeCrash crash) {
        Explanation why = because("machines vanish").given("count", crash.count());
        tell(key("NodeGroup", crash.nodeGroup()), "begin", why);
        ports.cloud().crash(crash.nodeGroup(), crash.count());
    }

    private void done(ObjectKey about, Explanation why, String refusal) {
        tell(about, refusal.isEmpty() ? "begin" : "fail", refusal.isEmpty() ? why : why.given("refused", refusal));
    }

    private void later(Duration length, Runnable end) {
        timeline.after(length, end);
    }

    private static ObjectKey key(String kind, String name) {
        return new ObjectKey(kind, "", name);
    }

    private void tell(ObjectKey about, String verb, Explanation why) {
        journal.record(new Journal.Entry(timeline.instant(), "fault", about, verb, why, List.of()));
    }
}
