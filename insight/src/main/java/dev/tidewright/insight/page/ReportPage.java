package dev.tidewright.insight.page;

import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.json.Whole;
import dev.tidewright.insight.leadtime.Stage;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.report.ReportJson;
import dev.tidewright.insight.run.Run;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/// `report.html`: one file, with its script, its style and its data inside.
public final class ReportPage {
    public static final String FILE = "report.html";

    private static final List<String> SCRIPTS =
            List.of("base.js", "answers.js", "charts.js", "timeline.js", "chain.js", "journal.js", "main.js");

    private ReportPage() {}

    /// Writes the page into `folder`, whole or not at all.
    public static void write(Report report, Run run, Path folder) throws IOException {
        Whole.write(folder.resolve(FILE), out -> write(report, run, out));
    }

    private static void write(Report report, Run run, Writer out) throws IOException {
        String page = Assets.own("page.html");
        var script = new StringBuilder(Assets.chartScript());
        for (String each : SCRIPTS) {
            script.append('\n').append(Assets.own(each).replace("'use strict';\n", ""));
        }
        fill(out, page, "@title@", text(report.head().scenario() + ", rehearsed"));
        fill(out, rest(page, "@title@"), "@style@", Assets.chartStyle() + "\n" + Assets.own("page.css"));
        fill(out, rest(page, "@style@"), "@data@", inScript(data(report, run)));
        fill(out, rest(page, "@data@"), "@script@", "'use strict';\n" + script);
        out.write(rest(page, "@script@"));
    }

    private static void fill(Writer out, String page, String mark, String text) throws IOException {
        out.write(page, 0, page.indexOf(mark));
        out.write(text);
    }

    private static String rest(String page, String mark) {
        return page.substring(page.indexOf(mark) + mark.length());
    }

    private static String data(Report report, Run run) {
        return JsonText.of(json -> json.object(() -> {
            ReportJson.fields(json, report, run.recording());
            PageJournal.write(json, run.journal());
            json.list(
                    "stages",
                    List.of(Stage.Kind.values()),
                    (each, kind) ->
                            each.object(() -> each.field("name", kind.words()).field("meaning", kind.meaning())));
        }));
    }

    /// In JSON `<` only stands inside strings, where it may be escaped: so no text can end the script element.
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
