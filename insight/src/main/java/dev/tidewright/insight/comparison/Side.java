package dev.tidewright.insight.comparison;

import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;

/// One of two runs.
///
/// @param label how it is called beside the other; the two must differ for a reader to tell them apart
public record Side(String label, Run run, Report report) {}
