package dev.tidewright.simulator.faults;

import dev.tidewright.simulator.scenario.Fault;

/// The metrics pipeline, as far as a fault reaches it. Outages may overlap; each begin is followed by one end.
public interface MetricFaults {
    void begin(Fault.MetricOutage outage);

    void end(Fault.MetricOutage outage);
}
