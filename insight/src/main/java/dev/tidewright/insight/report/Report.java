package dev.tidewright.insight.report;

import dev.tidewright.insight.leadtime.Ramp;
import dev.tidewright.insight.leadtime.Ramps;
import dev.tidewright.insight.limits.WorstMinute;
import dev.tidewright.insight.limits.WorstMinutes;
import dev.tidewright.insight.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one rehearsal showed. Holds no figure of the machine that played it: equal runs give equal reports.
public record Report(
        Head head,
        List<ObjectiveResult> objectives,
        Optional<WorstMinute> worstMinute,
        RunFigures figures,
        List<Ramp> ramps,
        Inputs inputs) {
    public Report {
        objectives = List.copyOf(objectives);
        ramps = List.copyOf(ramps);
    }

    public static Report of(Run run) {
        RunFigures figures = new FiguresOf(run).figures();
        return new Report(
                Head.of(run),
                new Objectives(run.recording(), figures.waits(), figures.cost())
                        .judge(run.scenario().objectives()),
                WorstMinutes.of(run),
                figures,
                Ramps.of(run),
                Inputs.of(run.scenario()));
    }

    /// Whether every objective was kept. A run that was cut short kept none for sure.
    public boolean objectivesMet() {
        return !head.partial() && objectives.stream().allMatch(ObjectiveResult::met);
    }

    /// What was played.
    ///
    /// @param end     when it ended; before `planned` if it was cut short
    /// @param dropped journal entries that found no room
    public record Head(
            String scenario,
            long seed,
            String currency,
            Instant start,
            Instant end,
            Instant planned,
            boolean partial,
            long journalEntries,
            long dropped) {
        static Head of(Run run) {
            return new Head(
                    run.scenario().name(),
                    run.seed(),
                    run.scenario().currency(),
                    run.recording().grid().start(),
                    run.recording().end(),
                    run.recording().planned(),
                    run.recording().isPartial(),
                    run.journal().size(),
                    run.dropped());
        }

        public Duration length() {
            return Duration.between(start, end);
        }
    }
}
