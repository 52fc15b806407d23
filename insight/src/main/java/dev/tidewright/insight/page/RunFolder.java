package dev.tidewright.insight.page;

import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.report.ReportFiles;
import dev.tidewright.insight.run.Run;
import java.io.IOException;
import java.nio.file.Path;

/// The folder that a rehearsal leaves behind: `report.html`, `report.json`, `journal.jsonl`.
public final class RunFolder {
    private RunFolder() {}

    /// Writes all three; the folder is made if it is missing, older files are replaced one by one.
    public static void write(Report report, Run run, Path folder) throws IOException {
        ReportFiles.write(report, run, folder);
        ReportPage.write(report, run, folder);
    }
}
