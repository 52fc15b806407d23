package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Json;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.cluster.documents.Texts;
import dev.tidewright.core.units.Durations;
import dev.tidewright.insight.explain.Decisions;
import dev.tidewright.insight.explain.ExplanationText;
import dev.tidewright.insight.journal.JournalFile;
import dev.tidewright.insight.json.JsonText;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows why a decision of a run fell as it did.
@Command(
        name = "explain",
        description = {
            "Show how a decision of a rehearsal came about: an autoscaler's metrics, window, policies and what if;",
            "a container's request from its usage, and what it would have cost; what keeps a node; why a pod waits, group by"
                    + " group."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final String JOURNAL = "journal.jsonl";
    private static final String REPORT = "report.json";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "OBJECT",
            description =
                    "What was decided about: hpa/NAME, vpa/NAME, node/NAME, pod/NAME, nodegroup/NAME, deployment/NAME;"
                            + " the namespace goes between where there are several.")
    private String object;

    @Option(names = "--in", required = true, paramLabel = "OUT_DIR", description = "The folder a rehearsal wrote.")
    private Path folder;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "The decision in force at this time: 2026-03-01T12:00:00Z, or 42m after the start (default:"
                    + " the last).")
    private String time;

    @Option(names = "--list", description = "List all decisions about the object, one line each.")
    private boolean list;

    @Option(names = "--json", description = "Print the journal's entry as JSON.")
    private boolean json;

    private ExplainCommand() {}

    @Override
    public Integer call() throws IOException {
        Decisions decisions = read();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            decisions.all().forEach(line -> print(line, out));
            return Exit.OK;
        }
        Line line = chosen(decisions)
                .orElseThrow(() -> wrong("--at " + time + ": nothing was decided about " + object
                        + " until then; the first was at "
                        + decisions.all().getFirst().entry().at()));
        if (json) {
            print(line, out);
        } else {
            ExplanationText.print(line, decisions.causes(line), out);
        }
        return Exit.OK;
    }

    private void print(Line line, PrintWriter out) {
        out.println(json ? JsonText.of(text -> JournalFile.write(text, line)) : ExplanationText.headline(line));
    }

    private Decisions read() throws IOException {
        Path file = Files.isDirectory(folder) ? folder.resolve(JOURNAL) : folder;
        if (!Files.exists(file)) {
            throw wrong(file + ": no such file; --in expects the folder that rehearse wrote with --out");
        }
        Decisions decisions = named(file);
        if (decisions.all().isEmpty()) {
            throw new BadInput(new Place(file.toString(), 0), object, "no decision about it in this run");
        }
        if (decisions.namespaces().size() > 1) {
            throw wrong(object + ": there is one in each of " + String.join(", ", decisions.namespaces())
                    + "; name the namespace too");
        }
        return decisions;
    }

    private Decisions named(Path file) throws IOException {
        try {
            return Decisions.about(object, JournalFile.read(file));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Line> chosen(Decisions decisions) {
        return time == null ? decisions.last() : decisions.at(instant(decisions));
    }

    private Instant instant(Decisions decisions) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            return afterStart(decisions);
        }
    }

    private Instant afterStart(Decisions decisions) {
        try {
            return start(decisions).plus(Durations.parse(time));
        } catch (IllegalArgumentException e) {
            throw wrong("--at " + time + ": expected a time such as 2026-03-01T12:00:00Z, or a duration such as 42m");
        }
    }

    /// The scenario's start, which its report tells; the journal begins before it, with the warm-up.
    private Instant start(Decisions decisions) {
        return Texts.read(folder.resolve(REPORT))
                .flatMap(text -> Fields.of(Json.parse(REPORT, text), "").instant("start"))
                .or(decisions::start)
                .orElseThrow();
    }

    private ParameterException wrong(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
