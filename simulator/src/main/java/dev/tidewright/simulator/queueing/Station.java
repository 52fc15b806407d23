package dev.tidewright.simulator.queueing;

/// One server with processors and slots (threads, connections) and a queue before them, as a fluid.
///
/// In each step it solves `inside' = inside + arrivals − throughput(inside')·step`, where `throughput(n)` is the rate
/// at
/// which a *stationary* queue of this kind holds `n` requests: the pointwise stationary fluid flow approximation (Wang,
/// Tipper, Banerjee 1996), made implicit so that a step may be much longer than a service. At rest it gives the
/// textbook's waiting times, in overload the fluid's backlog, and between them something sensible.
///
/// Processors are shared by all requests in slots (M/G/1-PS, which does not ask for the distribution); slots are taken
/// in order (M/G/c). The longer of the two queues counts.
final class Station {
    private static final int ROUNDS_MAX = 60;
    private final double cores;
    private final double slots;
    private final WaitingCurve processors;
    private final WaitingCurve places;
    private final boolean sharesProcessors;
    private double cpuRate;
    private double slotRate;
    private double level;
    private double slope;
    private double throughput;
    private double runnable;

    /// @param cores processors, above 0; fractions are quotas
    /// @param slots requests worked on at once, 1 and up
    Station(double cores, double slots, WaitingCurve.Shelf curves) {
        this.cores = cores;
        this.slots = slots;
        processors = curves.of(cores);
        places = curves.of(slots);
        sharesProcessors = slots > cores;
    }

    double slots() {
        return slots;
    }

    double cores() {
        return cores;
    }

    /// Requests a second that leave, as of the last step.
    double throughput() {
        return throughput;
    }

    /// Share of what could leave that does leave, 0 to 1; 1 is saturation.
    double utilisation() {
        return throughput * Math.max(cpuRate, slotRate);
    }

    /// Share of the processors in use, 0 to 1.
    double processorUse() {
        return throughput * cpuRate;
    }

    /// Requests that want a processor and wait for one, as of the last step.
    double runnable() {
        return runnable;
    }

    /// How many are inside one step later.
    ///
    /// @param inside   now
    /// @param arrivals during the step, on average
    double after(double inside, double arrivals, Work work) {
        double total = inside + arrivals;
        cpuRate = work.cpu / cores;
        slotRate = work.holding / slots;
        if (total <= 0 || work.holding <= 0) {
            throughput = total / Step.SECONDS;
            runnable = 0;
            return 0;
        }
        solve(total, work);
        return Math.max(0, total - throughput * Step.SECONDS);
    }

    /// How long a request that comes now will take, in seconds.
    double response(double inside, Work work) {
        return throughput <= 0 ? work.holding : Math.max(work.holding, inside / throughput);
    }

    private void solve(double total, Work work) {
        double low = 0;
        double high = Math.min(1 / Math.max(cpuRate, slotRate), total / (work.holding + Step.SECONDS));
        double rate = throughput > 0 && throughput < high ? throughput : high * 0.5;
        double scatter = (1 + work.variability()) / 2;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            weigh(rate, work.holding, scatter);
            double excess = level + rate * Step.SECONDS - total;
            if (Math.abs(excess) <= 1e-9 * total || high - low <= 1e-13 * high) {
                break;
            }
            if (excess > 0) {
                high = rate;
            } else {
                low = rate;
            }
            double next = rate - excess / (slope + Step.SECONDS);
            rate = next > low && next < high ? next : (low + high) / 2;
        }
        throughput = rate;
    }

    /// How many a stationary queue holds at `rate`, and by how much that grows.
    private void weigh(double rate, double holding, double scatter) {
        double busyPlaces = rate * slotRate;
        double queue = places.waiting(busyPlaces) * scatter;
        double growth = places.slope(busyPlaces) * scatter * slotRate;
        runnable = 0;
        if (sharesProcessors && cpuRate > 0) {
            double busyCores = rate * cpuRate;
            runnable = processors.waiting(busyCores);
            if (runnable > queue) {
                queue = runnable;
                growth = processors.slope(busyCores) * cpuRate;
            }
        }
        level = rate * holding + queue;
        slope = holding + growth;
    }
}
