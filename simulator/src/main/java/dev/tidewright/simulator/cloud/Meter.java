package dev.tidewright.simulator.cloud;

import dev.tidewright.simulator.time.Timeline;

/// What a group's machines have cost. A machine costs from the moment the cloud has it until it is gone, booting and
/// shutting down included, by the nanosecond.
final class Meter {
    private static final double NANOS_AN_HOUR = 3.6e12;

    private final Timeline timeline;
    private final double hourlyPrice;
    private int running;
    private long machineNanos;
    private long readNanos;

    Meter(Timeline timeline, double hourlyPrice) {
        this.timeline = timeline;
        this.hourlyPrice = hourlyPrice;
    }

    void start() {
        read();
        running++;
    }

    void stop() {
        read();
        running--;
    }

    /// So far, in the scenario's currency.
    double cost() {
        read();
        return machineNanos / NANOS_AN_HOUR * hourlyPrice;
    }

    private void read() {
        long now = timeline.nanos();
        machineNanos += running * (now - readNanos);
        readNanos = now;
    }
}
