package dev.tidewright.insight.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    private static final Line LINE = new Line(
            7,
            new Entry(
                    Instant.parse("2026-03-01T12:00:15.250Z"),
                    "pods",
                    new ObjectKey("HorizontalPodAutoscaler", "shop", "web"),
                    "scale",
                    Explanation.because("proportional to \"load\"\n")
                            .given("observed", "90 %")
                            .step(Explanation.because("within <policy>").given("period", "60 s")),
                    List.of(3L, 5L)));

    @TempDir
    Path folder;

    @Test
    void writesOneEntryALineInOneFixedOrder() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        JournalFile.write(List.of(LINE, LINE), file);
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .first()
                .isEqualTo("{\"seq\":7,\"at\":\"2026-03-01T12:00:15.250Z\",\"actor\":\"pods\","
                        + "\"object\":{\"kind\":\"HorizontalPodAutoscaler\",\"namespace\":\"shop\",\"name\":\"web\"},"
                        + "\"verb\":\"scale\",\"why\":{\"rule\":\"proportional to \\\"load\\\"\\n\","
                        + "\"facts\":[[\"observed\",\"90 %\"]],\"steps\":[{\"rule\":\"within <policy>\","
                        + "\"facts\":[[\"period\",\"60 s\"]],\"steps\":[]}]},\"causes\":[3,5]}");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        JournalFile.write(List.of(LINE), file);
        assertThat(JournalFile.read(file)).containsExactly(LINE);
    }

    @Test
    void namesTheLineThatIsNoEntry() throws IOException {
        Path file = folder.resolve("journal.jsonl");
        JournalFile.write(List.of(LINE), file);
        Files.writeString(file, Files.readString(file) + "{\"seq\":8}\n");
        assertThatThrownBy(() -> JournalFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.jsonl:2: not a journal entry");
    }
}
