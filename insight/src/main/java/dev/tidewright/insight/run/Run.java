package dev.tidewright.insight.run;

import dev.tidewright.simulator.recording.Ledger;
import dev.tidewright.simulator.recording.Recording;
import dev.tidewright.simulator.scenario.Scenario;
import java.util.List;

/// One rehearsal that was played: what was asked, what was measured and what was written down.
///
/// @param dropped journal entries that found no room
public record Run(Scenario scenario, long seed, Recording recording, List<Ledger.Line> journal, long dropped) {
    public Run {
        journal = List.copyOf(journal);
    }

    public static Run of(Scenario scenario, long seed, Recording recording, Ledger ledger) {
        return new Run(scenario, seed, recording, ledger.lines(), ledger.dropped());
    }
}
