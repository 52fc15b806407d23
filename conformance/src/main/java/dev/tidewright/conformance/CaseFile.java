package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads the cases of one `*.json` or `*.json.gz`. Whole files of HPA cases state the kind in each case; those of node
/// and request cases state it once for all.
final class CaseFile {
    private CaseFile() {}

    static boolean isOne(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".json.gz");
    }

    /// @throws BadInput where the file is not one of cases
    static List<Case> read(Path path) throws IOException {
        try (InputStream in = open(path)) {
            Fields file = Fields.of(Json.parse(path.toString(), in), "");
            String kind = file.text("kind").orElse("");
            if (file.document("cases").isEmpty()) {
                throw file.complaint("cases", "missing; expected a list of conformance cases");
            }
            return file.list("cases", item -> one(path, kind, item.document()));
        }
    }

    private static Case one(Path path, String fileKind, Document document) {
        Fields body = Fields.of(document, "");
        String kind = body.text("kind").orElse(fileKind);
        String name = body.text("name").or(() -> body.text("id")).orElse("?");
        if (kind.isEmpty()) {
            throw new BadInput(body.place(), "kind", "missing; expected the kind of the case");
        }
        return new Case(path.toString(), kind, name, body);
    }

    private static InputStream open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        return path.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
