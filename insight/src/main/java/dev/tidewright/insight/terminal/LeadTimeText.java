package dev.tidewright.insight.terminal;

import dev.tidewright.insight.leadtime.LeadTime;
import dev.tidewright.insight.leadtime.Ramp;
import dev.tidewright.insight.leadtime.Stage;
import dev.tidewright.insight.run.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The lead times of a run in a few lines: how many rises, and the slowest answer stage by stage.
final class LeadTimeText {
    private static final String UNSEEN =
            " (counted from the newest sample: the offered load alone does not show this rise)";

    private LeadTimeText() {}

    /// Empty where no autoscaler answered a rise.
    static String of(List<Ramp> ramps, Duration runLength) {
        List<LeadTime> slowest = ramps.stream()
                .map(Ramp::slowest)
                .sorted(Comparator.comparing(LeadTime::total))
                .toList();
        if (slowest.isEmpty()) {
            return "";
        }
        LeadTime most = slowest.getLast();
        String head = "\nFrom traffic rose to capacity served: %s, %s at the median, %s at the most\n"
                .formatted(
                        Words.count(slowest.size(), "rise"),
                        Words.time(slowest.get((slowest.size() - 1) / 2).total()),
                        Words.time(most.total()));
        var stages = new ArrayList<String>();
        for (Stage stage : most.stages()) {
            if (!stage.length().isZero()) {
                stages.add(stage.kind().words() + " " + Words.time(stage.length()));
            }
        }
        String slow = "%s %s %d to %d: %s"
                .formatted(
                        Words.clock(most.rose(), runLength),
                        most.autoscaler().name(),
                        most.from(),
                        most.to(),
                        String.join(", ", stages) + (most.isRiseSeen() ? "" : UNSEEN));
        return head + Paragraph.wrap("  ", slow);
    }
}
