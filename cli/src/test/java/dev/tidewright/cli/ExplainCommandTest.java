package dev.tidewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.journal.JournalFile;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writesARun() throws IOException {
        var web = new ObjectKey("HorizontalPodAutoscaler", "shop", "web");
        JournalFile.write(
                List.of(
                        new Line(1, entry(web, -600, "warm")),
                        new Line(2, entry(web, 60, "early")),
                        new Line(3, entry(web, 600, "late"))),
                folder.resolve("journal.jsonl"));
        Files.writeString(folder.resolve("report.json"), "{\"start\": \"2026-03-01T12:00:00Z\"}");
    }

    private static Entry entry(ObjectKey object, int seconds, String rule) {
        return new Entry(NOON.plusSeconds(seconds), "pods", object, "hold", Explanation.because(rule), List.of());
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void showsTheDecisionInForceSoLongAfterTheScenariosStart() {
        assertThat(run("explain", "hpa/web", "--in", folder.toString(), "--at", "5m"))
                .isZero();
        assertThat(out.toString())
                .startsWith("#2 2026-03-01T12:01:00Z pods hold")
                .contains("early");
    }

    @Test
    void listsAllAndPrintsJson() {
        assertThat(run("explain", "hpa/shop/web", "--in", folder.toString(), "--list"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(run("explain", "hpa/web", "--in", folder.toString(), "--json"))
                .isZero();
        assertThat(out.toString()).contains("{\"seq\":3,");
    }

    @Test
    void saysWhatItCannotFind() {
        assertThat(run("explain", "hpa/other", "--in", folder.toString())).isEqualTo(Exit.BAD_INPUT);
        assertThat(err.toString()).contains("hpa/other: no decision about it in this run");
        assertThat(run("explain", "hpa/web", "--in", folder.toString(), "--at", "noon"))
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(err.toString()).contains("--at noon: expected a time");
    }
}
