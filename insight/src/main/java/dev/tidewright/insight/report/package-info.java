/// What a rehearsal showed: objectives, the worst minute with what limited it, cost, and the lead-time chain. All of
/// it is derived from the [dev.tidewright.simulator.recording.Recording] and from the journal; the words of the
/// journal it relies on are in [dev.tidewright.cluster.journal]. It must not know how it is shown, nor read a clock:
/// equal runs give equal reports.
@NullMarked
package dev.tidewright.insight.report;

import org.jspecify.annotations.NullMarked;
