package dev.tidewright.cli;

import dev.tidewright.insight.comparison.Comparison;
import dev.tidewright.insight.comparison.Side;
import dev.tidewright.insight.page.ComparisonPage;
import dev.tidewright.insight.page.RunFolder;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.terminal.ComparisonSummary;
import dev.tidewright.insight.terminal.Summary;
import dev.tidewright.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// What `rehearse` does once its input is read: plays, reports, and says where to look.
final class Rehearsals {
    private final PrintWriter out;
    private final PrintWriter err;

    Rehearsals(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /// Plays one scenario. Ctrl-C ends it early and still leaves a report, marked as partial.
    ///
    /// @return the process's exit code
    int play(Scenario scenario, long seed, Path folder) throws IOException {
        try (Interruption interruption = Interruption.watch()) {
            Report report = side(scenario, seed, folder, interruption).report();
            out.print(Summary.of(report));
            out.println();
            out.println("Report: " + folder.resolve("report.html"));
            out.flush();
            return report.objectivesMet() ? Exit.OK : Exit.MISSED;
        }
    }

    /// Plays `scenario` and, on the same seed, `baseline`, and sets the first against the second.
    ///
    /// @return the exit code of `scenario` by its own objectives
    int compare(Scenario scenario, Scenario baseline, long seed, Path folder) throws IOException {
        try (Interruption interruption = Interruption.watch()) {
            Side against = side(baseline, seed, folder.resolve("against"), interruption);
            Side played = side(scenario, seed, folder, interruption);
            Comparison comparison = Comparison.of(against, played);
            ComparisonPage.write(comparison, folder);
            out.print(ComparisonSummary.of(comparison));
            out.println();
            out.println("Side by side: " + folder.resolve(ComparisonPage.FILE));
            out.flush();
            return played.report().objectivesMet() ? Exit.OK : Exit.MISSED;
        }
    }

    private Side side(Scenario scenario, long seed, Path folder, Interruption interruption) throws IOException {
        Run run = run(scenario, seed, interruption);
        Report report = Report.of(run);
        RunFolder.write(report, run, folder);
        return new Side(scenario.name(), run, report);
    }

    private Run run(Scenario scenario, long seed, Interruption interruption) {
        out.println("Rehearsing " + scenario.name() + " with seed " + seed);
        out.flush();
        var rehearsal = new Rehearsal(scenario, seed);
        try (Progress progress = new Progress(scenario, err)) {
            while (!rehearsal.isOver() && !interruption.asked()) {
                rehearsal.playOneMinute();
                progress.at(rehearsal.now());
            }
        }
        return rehearsal.end();
    }
}
