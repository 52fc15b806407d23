package dev.tidewright.insight.page;

import dev.tidewright.insight.comparison.Comparison;
import dev.tidewright.insight.comparison.ComparisonJson;
import dev.tidewright.insight.comparison.Side;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.json.Whole;
import dev.tidewright.insight.report.ReportJson;
import dev.tidewright.simulator.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `comparison.html` and `comparison.json`.
public final class ComparisonPage {
    public static final String FILE = "comparison.html";
    public static final String JSON = "comparison.json";

    private static final List<String> SCRIPTS =
            List.of("base.js", "answers.js", "timeline.js", "journal.js", "compare.js");

    private ComparisonPage() {}

    /// Writes both into `folder`, each whole or not at all.
    public static void write(Comparison comparison, Path folder) throws IOException {
        Whole.write(
                folder.resolve(JSON),
                out -> JsonText.write(out, json -> json.object(() -> ComparisonJson.fields(json, comparison))));
        var template = new Template(title(comparison), SCRIPTS, data(comparison));
        Whole.write(folder.resolve(FILE), template::write);
    }

    private static String title(Comparison comparison) {
        return comparison.right().label() + " against " + comparison.left().label();
    }

    private static String data(Comparison comparison) {
        Recording right = comparison.right().run().recording();
        Recording left = comparison.left().run().recording();
        return JsonText.of(json -> json.object(() -> {
            json.field("start", right.grid().start());
            json.field("end", right.end().isBefore(left.end()) ? right.end() : left.end());
            json.object(
                    "grid",
                    () -> json.field("stepSeconds", right.grid().step().toSeconds())
                            .field("rows", Math.min(right.rows(), left.rows())));
            json.object("summary", () -> json.field("minutesInBreach", 0).field("podsThatWaited", 0));
            json.list("journal", List.of(), (each, none) -> {});
            faults(json, comparison);
            json.list("rows", comparison.rows(), ComparisonJson::row);
            comparison.parting().ifPresent(parting -> ComparisonJson.parting(json, parting));
            side(json, "left", comparison.left());
            side(json, "right", comparison.right());
        }));
    }

    private static void faults(JsonText json, Comparison comparison) {
        json.list(
                "faults",
                comparison.parting().stream().toList(),
                (each, parting) -> each.object(() ->
                        each.field("start", parting.at()).field("seconds", 0).field("words", "here they part")));
    }

    private static void side(JsonText json, String name, Side side) {
        json.object(name, () -> {
            json.field("label", side.label())
                    .field("seed", side.report().head().seed())
                    .field("partial", side.report().head().partial());
            ReportJson.series(json, side.run().recording());
        });
    }
}
