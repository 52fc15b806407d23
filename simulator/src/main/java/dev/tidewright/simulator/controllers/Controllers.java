package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.objects.ReplicaSet;
import dev.tidewright.cluster.objects.ReplicationController;
import dev.tidewright.simulator.store.Store;

/// kube-controller-manager: all controllers of one virtual cluster.
public final class Controllers {
    private Controllers() {}

    /// Starts every controller. From then on they wake by themselves whenever their objects change.
    public static Controllers start(Store store, LoopRuntime runtime, Journal journal, Lags lags) {
        Deputy deputy = new Deputy(store, journal, new Scalers(store, journal), runtime.clock(), lags);
        PodNames names = new PodNames();
        new DeploymentController(deputy, runtime);
        new PodSetController(deputy, runtime, names, ReplicaSet.class, "apps/v1");
        new PodSetController(deputy, runtime, names, ReplicationController.class, "v1");
        new StatefulSetController(deputy, runtime);
        new DaemonSetController(deputy, runtime, names);
        new JobController(deputy, runtime, names);
        new BudgetController(deputy, runtime);
        new TaintEviction(deputy, runtime);
        return new Controllers();
    }
}
