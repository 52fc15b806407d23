package dev.tidewright.simulator.scenario;

import java.nio.file.Path;

/// A Helm release as which some of a scenario's manifests count as installed. A rehearsal makes nothing of it; the
/// embedded cluster keeps it, so that `helm upgrade` finds what there is.
///
/// @param chart    the folder of the chart
/// @param manifest what the chart rendered: `helm template NAME CHART -n NAMESPACE`
public record Release(String name, String namespace, Path chart, Path manifest) {}
