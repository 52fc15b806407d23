package dev.tidewright.simulator.faults;

import dev.tidewright.simulator.cloud.VirtualCloud;

/// Where faults are done.
public record FaultPorts(VirtualCloud cloud, MetricFaults metrics, DatabaseFaults databases, CacheFaults caches) {}
