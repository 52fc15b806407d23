package dev.tidewright.insight.page;

import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.json.Whole;
import dev.tidewright.insight.leadtime.Stage;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.report.ReportJson;
import dev.tidewright.insight.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `report.html`: one file, with its script, its style and its data inside.
public final class ReportPage {
    public static final String FILE = "report.html";

    static final List<String> SCRIPTS =
            List.of("base.js", "answers.js", "charts.js", "timeline.js", "chain.js", "journal.js", "main.js");

    private ReportPage() {}

    /// Writes the page into `folder`, whole or not at all.
    public static void write(Report report, Run run, Path folder) throws IOException {
        var template = new Template(report.head().scenario() + ", rehearsed", SCRIPTS, data(report, run));
        Whole.write(folder.resolve(FILE), template::write);
    }

    private static String data(Report report, Run run) {
        return JsonText.of(json -> json.object(() -> fields(json, report, run)));
    }

    /// What the page draws, into an object that is open.
    static void fields(JsonText json, Report report, Run run) {
        ReportJson.fields(json, report, run.recording());
        PageJournal.write(json, run.journal());
        json.list(
                "stages",
                List.of(Stage.Kind.values()),
                (each, kind) ->
                        each.object(() -> each.field("name", kind.words()).field("meaning", kind.meaning())));
    }
}
