package dev.tidewright.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.insight.synthetic.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    Path folder;

    @Test
    void givesEqualBytesForEqualRuns() throws IOException {
        for (String each : List.of("one", "two")) {
            var run = SyntheticRun.flashCrowd(7, 3, 8);
            ReportFiles.write(Report.of(run), run, folder.resolve(each));
        }
        for (String file : List.of(ReportFiles.JSON, ReportFiles.JOURNAL)) {
            assertThat(folder.resolve("one/" + file)).hasSameBinaryContentAs(folder.resolve("two/" + file));
        }
    }

    @Test
    void leavesNothingBesideTheReport() throws IOException {
        var run = SyntheticRun.flashCrowd(7, 3, 8);
        ReportFiles.write(Report.of(run), run, folder);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void marksARunThatWasCutShortAndPromisesNothing() throws IOException {
        var run = SyntheticRun.play(7, 3, 8, Duration.ofHours(2), Duration.ofMinutes(10), List.of());
        Report report = Report.of(run);
        ReportFiles.write(report, run, folder);
        assertThat(folder.resolve(ReportFiles.JSON)).content().contains("\"partial\":true");
        assertThat(report.objectives()).allMatch(ObjectiveResult::met);
        assertThat(report.objectivesMet()).isFalse();
    }
}
