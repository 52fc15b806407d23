package dev.tidewright.testkit.guide;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Document.Sequence;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One command of the guide with what its reader expects to see.
///
/// @param section   the guide's heading
/// @param stopAfter seconds, for a command that would go on for ever
/// @param out       regular expressions that must match in what it prints
/// @param err       the same on standard error
/// @param exits     allowed exit codes
/// @param then      a command that shows the consequence
/// @param shows     a regular expression that must match in what `then` prints, after a while
record GuideCommand(
        String section,
        String run,
        Optional<Long> stopAfter,
        List<String> out,
        List<String> err,
        List<Integer> exits,
        Optional<String> then,
        String shows) {
    static List<GuideCommand> all() throws IOException {
        try (InputStream in = Objects.requireNonNull(GuideCommand.class.getResourceAsStream("commands.yaml"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<GuideCommand> commands = new ArrayList<>();
            String section = "";
            for (Document item : ((Sequence) Yaml.parse("commands.yaml", text).getFirst()).items()) {
                Fields fields = Fields.of(item, "");
                section = fields.text("section").orElse(section);
                commands.add(of(section, fields));
            }
            return commands;
        }
    }

    private static GuideCommand of(String section, Fields fields) {
        String exits = fields.text("exit").orElse("0");
        var command = new GuideCommand(
                section,
                fields.requiredText("run"),
                fields.wholeNumber("for"),
                fields.textList("out"),
                fields.textList("err"),
                List.of(exits.split(" or ")).stream().map(Integer::parseInt).toList(),
                fields.text("then"),
                fields.text("shows").orElse(""));
        fields.refuseUnknown();
        return command;
    }

    String title() {
        return section + ": " + run.replaceAll("\\\\\n *", "");
    }
}
