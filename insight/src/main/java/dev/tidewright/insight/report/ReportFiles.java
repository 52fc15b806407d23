package dev.tidewright.insight.report;

import dev.tidewright.insight.journal.JournalFile;
import dev.tidewright.insight.json.Whole;
import dev.tidewright.insight.run.Run;
import java.io.IOException;
import java.nio.file.Path;

/// The files of one report: each appears whole or not at all, and equal runs give equal bytes.
public final class ReportFiles {
    public static final String JSON = "report.json";
    public static final String JOURNAL = "journal.jsonl";

    private ReportFiles() {}

    /// Writes `report.json` and `journal.jsonl` into `folder`, which is made if it is missing.
    public static void write(Report report, Run run, Path folder) throws IOException {
        JournalFile.write(run.journal(), folder.resolve(JOURNAL));
        Whole.write(folder.resolve(JSON), out -> ReportJson.write(report, run.recording(), out));
    }
}
