package dev.tidewright.insight.page;

import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import java.io.IOException;
import java.io.StringWriter;

/// The report page of a run that goes on. It asks its server for `dashboard/data` whenever the event stream
/// `dashboard/events` tells of a new `moment`, and draws itself again around what its reader has opened.
public final class LivePage {
    private LivePage() {}

    /// The page, without data.
    public static String html(String title) throws IOException {
        var out = new StringWriter();
        new Template(title, ReportPage.SCRIPTS, "").writeLive(out);
        return out.toString();
    }

    /// What `dashboard/data` answers.
    ///
    /// @param speed seconds of virtual time a second
    public static String data(Report report, Run run, double speed) {
        return JsonText.of(json -> json.object(() -> {
            json.object("live", () -> json.field("speed", speed));
            ReportPage.fields(json, report, run);
        }));
    }
}
