package dev.tidewright.simulator.service;

import dev.tidewright.simulator.queueing.Downstream;
import dev.tidewright.simulator.queueing.Draws;
import dev.tidewright.simulator.queueing.Moments;
import dev.tidewright.simulator.queueing.Work;
import dev.tidewright.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What one request of a service needs, here and elsewhere.
final class Needs {
    /// CFS hands out quota in periods of 100 ms (`cpu.cfs_period_us`).
    private static final double PERIOD_SECONDS = 0.1;

    private final double cpu;
    private final double waiting;
    private final double variance;
    private final List<Need> others = new ArrayList<>();

    /// @param perRequest calls on average; the fraction is drawn
    private record Need(Downstream at, double perRequest) {}

    Needs(ServiceSpec spec) {
        Moments computing = Moments.of(spec.cpu());
        Moments idle = Moments.of(spec.waiting());
        cpu = computing.mean();
        waiting = idle.mean();
        variance = computing.variance() + idle.variance();
    }

    void add(Downstream at, double perRequest) {
        others.add(new Need(at, perRequest));
    }

    double cpuSeconds() {
        return cpu;
    }

    /// Time that a request spends waiting for others, in seconds.
    double downstreamSeconds() {
        double sum = 0;
        for (int i = 0; i < others.size(); i++) {
            Need need = others.get(i);
            sum += need.perRequest * need.at.seconds();
        }
        return sum;
    }

    /// Share of requests that fail because something they need fails.
    double failedShare() {
        double good = 1;
        for (int i = 0; i < others.size(); i++) {
            Need need = others.get(i);
            double failed = need.at.failedShare();
            if (failed > 0) {
                good *= failed >= 1 ? 0 : StrictMath.pow(1 - failed, need.perRequest);
            }
        }
        return 1 - good;
    }

    /// Fills in what a request needs now in a pod with so many cores.
    void fill(Work work, double cores) {
        double spread = variance;
        for (int i = 0; i < others.size(); i++) {
            Need need = others.get(i);
            spread += need.perRequest * need.at.variance();
        }
        work.cpu = cpu;
        work.holding = elapsed(cores) + waiting + downstreamSeconds();
        work.variance = spread;
    }

    /// How long one request computes when it is alone: one thread runs at one core until the period's quota is used up.
    private double elapsed(double cores) {
        double quota = cores * PERIOD_SECONDS;
        if (cores >= 1 || cpu <= quota) {
            return cpu;
        }
        return cpu + (Math.ceil(cpu / quota) - 1) * (PERIOD_SECONDS - quota);
    }

    /// Sends what the requests that began need.
    void send(RandomGenerator random, long starts, double expectedStarts) {
        for (int i = 0; i < others.size(); i++) {
            Need need = others.get(i);
            need.at.ask(Draws.each(random, starts, need.perRequest), expectedStarts * need.perRequest);
        }
    }
}
