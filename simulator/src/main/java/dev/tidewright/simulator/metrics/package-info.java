/// The metrics pipeline with its real lags: metrics-server and, behind the custom and external APIs, Prometheus.
/// Answers `cluster.Metrics`; knows the models only by what they would export, and nothing of autoscalers.
@NullMarked
package dev.tidewright.simulator.metrics;

import org.jspecify.annotations.NullMarked;
