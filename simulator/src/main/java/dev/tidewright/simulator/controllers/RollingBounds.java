package dev.tidewright.simulator.controllers;

import dev.tidewright.cluster.objects.Deployment;

/// How far a roll-out may leave the wanted number of pods, in pods. Source: `ResolveFenceposts`: the surge rounds up,
/// the unavailable round down, and where both would be 0 one may be unavailable.
///
/// @param surge       above the wanted number
/// @param unavailable below it
record RollingBounds(int surge, int unavailable) {
    static RollingBounds of(Deployment deployment) {
        if (deployment.strategy().recreate()) {
            return new RollingBounds(0, 0);
        }
        int wanted = deployment.replicas();
        int surge = IntOrPercent.ceiling(deployment.strategy().maxSurge(), wanted);
        int unavailable = IntOrPercent.floor(deployment.strategy().maxUnavailable(), wanted);
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        return new RollingBounds(surge, Math.min(unavailable, wanted));
    }
}
