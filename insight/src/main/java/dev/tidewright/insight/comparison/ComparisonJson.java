package dev.tidewright.insight.comparison;

import dev.tidewright.insight.journal.JournalFile;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.util.Optional;

/// Writes a comparison as JSON: `comparison.json`.
public final class ComparisonJson {
    private ComparisonJson() {}

    /// The fields, into an object that is open.
    public static void fields(JsonText json, Comparison comparison) {
        json.field("format", 1);
        side(json, "left", comparison.left());
        side(json, "right", comparison.right());
        json.list("rows", comparison.rows(), ComparisonJson::row);
        comparison.parting().ifPresent(parting -> parting(json, parting));
    }

    public static void row(JsonText json, Row row) {
        json.object(() -> json.field("name", row.name())
                .field("kind", row.kind())
                .field("left", row.left())
                .field("right", row.right())
                .field("leftWords", row.leftWords())
                .field("rightWords", row.rightWords())
                .field("difference", row.difference())
                .field("better", row.isRightBetter() ? "right" : row.isLeftBetter() ? "left" : ""));
    }

    public static void parting(JsonText json, Parting parting) {
        json.object("parting", () -> {
            json.field("at", parting.at());
            line(json, "left", parting.left());
            line(json, "right", parting.right());
        });
    }

    private static void side(JsonText json, String name, Side side) {
        json.object(
                name,
                () -> json.field("label", side.label())
                        .field("scenario", side.report().head().scenario())
                        .field("seed", side.report().head().seed())
                        .field("partial", side.report().head().partial())
                        .field("objectivesMet", side.report().objectivesMet()));
    }

    private static void line(JsonText json, String name, Optional<Line> line) {
        line.ifPresent(told -> {
            json.name(name);
            JournalFile.write(json, told);
        });
    }
}
