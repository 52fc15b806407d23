package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.simulator.scenario.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads `release`.
final class ReleaseReader {
    private ReleaseReader() {}

    static Optional<Release> read(Fields scenario) {
        return scenario.mapping("release").map(ReleaseReader::release);
    }

    private static Release release(Fields release) {
        Release read = new Release(
                release.requiredText("name"),
                release.requiredText("namespace"),
                existing(release, "chart", "Chart.yaml", "a chart's folder"),
                existing(release, "manifest", "", "a file of rendered manifests"));
        release.refuseUnknown();
        return read;
    }

    /// @param within what must be there, below the named path
    private static Path existing(Fields release, String field, String within, String expected) {
        String text = release.requiredText(field);
        Path named =
                ScenarioDocument.folderOf(release.placeOf(field)).resolve(text).normalize();
        if (!Files.isRegularFile(named.resolve(within))) {
            throw release.complaint(field, "expected " + expected + "; there is none at " + named);
        }
        return named;
    }
}
