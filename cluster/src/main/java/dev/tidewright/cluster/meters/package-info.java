/// What loops count and measure while they run, under the names that dashboards and alerts know, as Prometheus reads
/// it.
/// Knows no loop and no server: whoever has HTTP serves [Meters#text].
@NullMarked
package dev.tidewright.cluster.meters;

import org.jspecify.annotations.NullMarked;
