/// What operators watch: figures of objects by kube-state-metrics' names, alert rules and dashboards. Rules and
/// dashboards
/// name only metrics that are emitted, by Tidewright itself or by what it stands in for.
@NullMarked
package dev.tidewright.insight.monitoring;

import org.jspecify.annotations.NullMarked;
