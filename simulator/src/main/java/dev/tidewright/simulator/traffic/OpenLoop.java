package dev.tidewright.simulator.traffic;

import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Step;
import java.util.random.RandomGenerator;

/// A Poisson process of a given rate: people who do not know of each other, nor of how the service fares.
public final class OpenLoop implements Source {
    private final ArrivalCurve curve;
    private final RandomGenerator random;
    private double expected;
    private long count;

    public OpenLoop(ArrivalCurve curve, RandomGenerator random) {
        this.curve = curve;
        this.random = random;
    }

    @Override
    public void draw(double seconds) {
        expected = curve.at(seconds - Step.SECONDS / 2) * Step.SECONDS;
        count = Draws.poisson(random, expected);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public long again() {
        return 0;
    }

    @Override
    public double expected() {
        return expected;
    }
}
