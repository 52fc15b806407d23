package dev.tidewright.insight.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.synthetic.SyntheticRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void fitsIntoAHundredColumnsAndAnswersFirst() {
        String text = Summary.of(Report.of(SyntheticRun.flashCrowd(1, 3, 4)));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text)
                .contains("MISSED  web p99.9 latency at most 300 ms: was ")
                .contains("Worst minute: 12:3")
                .contains("the node group was at its maximum")
                .contains("From traffic rose to capacity served: 2 rises, 40 s at the median, 2 min 32 s at the most")
                .contains("12:30:48 web 14 to 17: metric lag 11.9 s, sync 15 s, scheduling 5 s, node boot 95 s,");
        assertThat(text.indexOf("would have helped")).isLessThan(text.indexOf("Replicas"));
    }

    @Test
    void saysThatARunWasCutShort() {
        var run = SyntheticRun.play(1, 3, 8, Duration.ofHours(2), Duration.ofMinutes(40), List.of());
        assertThat(Summary.of(Report.of(run))).contains("Cut short: planned until 2026-03-01T14:00:00Z.");
    }

    @Test
    void tellsHowFarARunIs() {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        var line = new ProgressLine(start, Duration.ofHours(2));
        assertThat(line.render(start.plus(Duration.ofMinutes(30)), Duration.ofSeconds(2)))
                .isEqualTo("[======>                 ]  25 %  12:30:00  900 x  6 s left");
    }
}
