package dev.tidewright.simulator.world;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Metrics;
import dev.tidewright.cluster.NodeGroups;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.simulator.cloud.VirtualCloud;
import dev.tidewright.simulator.controllers.Controllers;
import dev.tidewright.simulator.controllers.Lags;
import dev.tidewright.simulator.faults.FaultPlayer;
import dev.tidewright.simulator.faults.FaultPorts;
import dev.tidewright.simulator.kubelet.Kubelets;
import dev.tidewright.simulator.kubelet.WorkloadRecords;
import dev.tidewright.simulator.metrics.VirtualMetrics;
import dev.tidewright.simulator.recording.AutoscalerRecords;
import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.recording.SeriesRecorder;
import dev.tidewright.simulator.runtime.VirtualRuntime;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scheduler.VirtualScheduler;
import dev.tidewright.simulator.service.Application;
import dev.tidewright.simulator.store.Store;
import dev.tidewright.simulator.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A cluster, its cloud and its users in virtual time, made from a scenario. Deterministic: the same scenario and seed
/// give the same events in the same order. Not thread-safe; one thread plays one world.
public final class VirtualWorld {
    private final Timeline timeline;
    private final Store store;
    private final VirtualRuntime runtime;
    private final Ledger ledger = new Ledger();
    private final SeriesRecorder recorder;
    private final LateRecorder lateRecorder;
    private final Application application;
    private final VirtualCloud cloud;
    private final VirtualMetrics metrics;
    private final FaultPlayer faults;
    private final Steering steering;
    private final long startNanos;
    private final long endNanos;

    /// Builds the world as it is [WarmUp#LENGTH] before the scenario's start, its objects stored and its first machines
    /// up; nothing has happened yet.
    public VirtualWorld(Scenario scenario, long seed) {
        Scenario early = WarmUp.before(scenario);
        var random = new SplittableRandom(seed);
        timeline = new Timeline(early.start());
        store = new Store(timeline);
        runtime = new VirtualRuntime(timeline);
        recorder = SeriesRecorder.of(scenario);
        lateRecorder = new LateRecorder(recorder);
        application =
                new Application(early, new Application.World(timeline, store, lateRecorder, ledger), random.split());
        var kubelets = new Kubelets(timeline, store, ledger, application);
        cloud = new VirtualCloud(timeline, store, ledger, kubelets, early.nodeGroups(), random.split());
        metrics = new VirtualMetrics(timeline, store, kubelets, early.metrics(), application.services());
        var scheduler = new VirtualScheduler(timeline, store, ledger);
        scheduler.recordTo(lateRecorder, kubelets::drained);
        cloud.recordTo(lateRecorder);
        new WorkloadRecords(timeline, store, kubelets).recordTo(lateRecorder, workloads(early));
        AutoscalerRecords.register(lateRecorder, store, early);
        Controllers.start(store, runtime, ledger, Lags.DEFAULT);
        faults = new FaultPlayer(
                timeline, store, ledger, new FaultPorts(cloud, metrics.faults(), application, application));
        steering = new Steering(timeline, store, ledger, application, faults);
        startNanos = WarmUp.LENGTH.toNanos();
        endNanos = early.length().toNanos();
        begin(early);
    }

    private static List<Workload> workloads(Scenario scenario) {
        List<Workload> workloads = new ArrayList<>();
        for (KubeObject object : scenario.objects()) {
            if (object instanceof Workload workload) {
                workloads.add(workload);
            }
        }
        return workloads;
    }

    private void begin(Scenario early) {
        cloud.start();
        for (KubeObject object : early.objects()) {
            create(object);
        }
        metrics.begin();
        application.begin();
        faults.plan(early.faults());
        timeline.at(startNanos, lateRecorder::begin);
        timeline.at(startNanos, this::sample);
    }

    private void create(KubeObject object) {
        switch (store.apply(new Change.Create(object))) {
            case Cluster.Outcome.Applied applied -> {}
            case Cluster.Outcome.Overtaken overtaken -> throw new IllegalStateException("overtaken: " + object.key());
            case Cluster.Outcome.Refused refused ->
                throw new IllegalArgumentException(object.key() + ": " + refused.reason());
        }
    }

    private void sample() {
        recorder.sample(timeline.instant());
        long next = timeline.nanos() + recorder.grid().sampling().toNanos();
        if (next <= endNanos) {
            timeline.at(next, this::sample);
        }
    }

    public Cluster cluster() {
        return store;
    }

    /// The store behind [#cluster], for a world that is served to others.
    public Store store() {
        return store;
    }

    /// The clock, for who paces the world. A world that is paced goes on beyond the scenario's end.
    public Timeline timeline() {
        return timeline;
    }

    public Metrics metrics() {
        return metrics;
    }

    public NodeGroups nodeGroups() {
        return cloud;
    }

    public VirtualRuntime runtime() {
        return runtime;
    }

    public Ledger journal() {
        return ledger;
    }

    /// The services, databases and caches, whose books can be checked.
    public Application application() {
        return application;
    }

    /// What people may do to the world while it is played.
    public Steering steering() {
        return steering;
    }

    public Instant now() {
        return timeline.instant();
    }

    public boolean isOver() {
        return timeline.nanos() >= endNanos;
    }

    /// Lets the next event happen; false once nothing is due up to the scenario's end.
    public boolean step() {
        return timeline.step(endNanos);
    }

    /// Lets everything happen that is due in the next minute, or up to the end.
    public void playOneMinute() {
        timeline.advanceTo(Math.min(endNanos, timeline.nanos() + 60_000_000_000L));
    }

    /// What was recorded up to the last whole row; the recording goes on.
    public Recording recordingSoFar() {
        return recorder.soFar();
    }

    /// What was recorded up to now. Ends the recording: to be called once, last.
    public Recording recording() {
        return recorder.recording();
    }
}
