package dev.tidewright.insight.journal;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.explain.Explanation.Fact;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.insight.json.Whole;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes and reads `journal.jsonl`. Equal journals give equal bytes; what is read back equals what was written.
public final class JournalFile {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JournalFile() {}

    public static void write(List<Line> lines, Path file) throws IOException {
        Whole.write(file, out -> write(lines, out));
    }

    public static void write(List<Line> lines, Writer out) throws IOException {
        for (Line line : lines) {
            JsonText.write(out, json -> write(json, line));
            out.write('\n');
        }
    }

    /// One line, without its end.
    public static void write(JsonText json, Line line) {
        Entry entry = line.entry();
        json.object(() -> {
            json.field("seq", line.number()).field("at", entry.at()).field("actor", entry.actor());
            json.object(
                    "object",
                    () -> json.field("kind", entry.object().kind())
                            .field("namespace", entry.object().namespace())
                            .field("name", entry.object().name()));
            json.field("verb", entry.verb());
            json.name("why");
            write(json, entry.why());
            json.list("causes", entry.causes(), JsonText::value);
        });
    }

    private static void write(JsonText json, Explanation why) {
        json.object(() -> {
            json.field("rule", why.rule());
            json.list(
                    "facts",
                    why.facts(),
                    (each, fact) -> each.list(() -> each.value(fact.name()).value(fact.value())));
            json.list("steps", why.steps(), JournalFile::write);
        });
    }

    /// Reads a journal whole.
    ///
    /// @throws IOException with file, line and what was expected, if a line is not an entry
    public static List<Line> read(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                lines.add(line(text, file, lines.size() + 1));
            }
        }
        return lines;
    }

    private static Line line(String text, Path file, int number) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(text);
            var causes = new ArrayList<Long>();
            node.required("causes").forEach(cause -> causes.add(cause.asLong()));
            var entry = new Entry(
                    Instant.parse(text(node, "at")),
                    text(node, "actor"),
                    object(node.required("object")),
                    text(node, "verb"),
                    why(node.required("why")),
                    causes);
            return new Line(node.required("seq").asLong(), entry);
        } catch (JacksonException | DateTimeException wrong) {
            throw new IOException(file + ":" + number + ": not a journal entry: " + wrong.getMessage(), wrong);
        }
    }

    private static ObjectKey object(JsonNode node) {
        return new ObjectKey(text(node, "kind"), text(node, "namespace"), text(node, "name"));
    }

    private static Explanation why(JsonNode node) {
        var facts = new ArrayList<Fact>();
        node.required("facts")
                .forEach(fact -> facts.add(
                        new Fact(fact.required(0).asString(), fact.required(1).asString())));
        var steps = new ArrayList<Explanation>();
        node.required("steps").forEach(step -> steps.add(why(step)));
        return new Explanation(text(node, "rule"), facts, steps);
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }
}
