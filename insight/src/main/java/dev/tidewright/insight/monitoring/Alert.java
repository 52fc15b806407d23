package dev.tidewright.insight.monitoring;

import java.time.Duration;

/// A rule of Prometheus.
///
/// @param expression in PromQL
/// @param lasting    how long it must hold before it fires (`for`)
/// @param summary    with the labels of the series, e.g. `{{ $labels.namespace }}`
/// @param advice     what to look at first
public record Alert(String name, String expression, Duration lasting, String severity, String summary, String advice) {}
