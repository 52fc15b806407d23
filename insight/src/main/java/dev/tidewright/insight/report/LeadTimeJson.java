package dev.tidewright.insight.report;

import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.leadtime.LeadTime;
import dev.tidewright.insight.leadtime.Ramp;
import java.util.List;

/// Writes the lead-time chains, in seconds.
final class LeadTimeJson {
    /// More ramps than this are counted only.
    private static final int MOST_RAMPS = 500;

    private LeadTimeJson() {}

    static void write(JsonText json, List<Ramp> ramps) {
        json.field("rampsInAll", ramps.size());
        json.list(
                "ramps",
                ramps.subList(0, Math.min(MOST_RAMPS, ramps.size())),
                (each, ramp) -> each.object(() -> {
                    each.field("autoscaler", ramp.slowest().autoscaler())
                            .field("rose", ramp.rose())
                            .field("served", ramp.served())
                            .field("from", ramp.from())
                            .field("to", ramp.to());
                    each.list("steps", ramp.steps(), LeadTimeJson::step);
                }));
    }

    private static void step(JsonText json, LeadTime step) {
        json.object(() -> {
            json.field("decision", step.decision())
                    .field("from", step.from())
                    .field("to", step.to())
                    .field("rose", step.rose())
                    .field("riseSeen", step.isRiseSeen())
                    .field("decided", step.decided())
                    .field("served", step.served())
                    .field("pod", step.pod())
                    .field("seconds", step.total().toNanos() / 1e9);
            json.object(
                    "stages",
                    () -> step.stages()
                            .forEach(stage -> json.field(
                                    stage.kind().words(), stage.length().toNanos() / 1e9)));
        });
    }
}
