package dev.tidewright.simulator.queueing;

import java.util.HashMap;
import java.util.Map;

/// How many wait before `m` busy servers, by utilisation: `ρ^√(2(m+1)) / (1 − ρ)`.
///
/// Source: Sakasegawa, *An approximation formula L_q ≃ α·ρ^β/(1−ρ)*, 1977; exact for one server, within a few per cent
/// of Erlang's C for more. The power is tabulated: it is asked for several times in each step of each station.
public final class WaitingCurve {
    private static final int CELLS = 512;
    private static final double LEAST_IDLE = 1e-9;
    private final double[] power = new double[CELLS + 2];

    private WaitingCurve(double servers) {
        double exponent = Math.sqrt(2 * (Math.max(1, servers) + 1));
        for (int i = 0; i < power.length; i++) {
            power[i] = StrictMath.pow((double) i / CELLS, exponent);
        }
    }

    /// Mean number waiting.
    ///
    /// @param utilisation 0 to below 1
    double waiting(double utilisation) {
        return powerAt(utilisation) / Math.max(LEAST_IDLE, 1 - utilisation);
    }

    /// By how much [#waiting] grows with utilisation.
    double slope(double utilisation) {
        double idle = Math.max(LEAST_IDLE, 1 - utilisation);
        int cell = (int) (utilisation * CELLS);
        double rise = (power[cell + 1] - power[cell]) * CELLS;
        return (rise * idle + powerAt(utilisation)) / (idle * idle);
    }

    private double powerAt(double utilisation) {
        double position = utilisation * CELLS;
        int cell = (int) position;
        return power[cell] + (power[cell + 1] - power[cell]) * (position - cell);
    }

    /// The curves of one run, shared by all stations of one width. Not thread-safe.
    public static final class Shelf {
        private static final int MOST = 1_000;
        private final Map<Long, WaitingCurve> byMilliServers = new HashMap<>();

        WaitingCurve of(double servers) {
            if (byMilliServers.size() >= MOST) {
                byMilliServers.clear(); // made anew when asked for
            }
            return byMilliServers.computeIfAbsent(Math.round(servers * 1_000), milli -> new WaitingCurve(servers));
        }
    }
}
