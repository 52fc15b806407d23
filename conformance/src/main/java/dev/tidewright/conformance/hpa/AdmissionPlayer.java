package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.AutoscalerComplaint;
import dev.tidewright.cluster.documents.AutoscalerDefaults;
import dev.tidewright.cluster.documents.AutoscalerValidation;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays what the API server makes of autoscalers that somebody submits: defaults and complaints.
public final class AdmissionPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("defaulting", "validation");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Document submitted =
                one.body().mapping("args").orElseThrow().document("submitted").orElseThrow();
        Fields expected = one.body().mapping("expected").orElseThrow();
        Document stored = AutoscalerDefaults.fill(submitted);
        if (one.kind().equals("defaulting")) {
            return Comparison.first(
                    "expected.stored", expected.document("stored").orElseThrow(), stored);
        }
        boolean scaleToZero = one.body()
                .mapping("config")
                .flatMap(config -> config.mapping("featureGates"))
                .flatMap(gates -> gates.bool("HPAScaleToZero"))
                .orElse(false);
        return compare(expected, AutoscalerValidation.complaints(stored, scaleToZero));
    }

    private static Optional<Difference> compare(Fields expected, List<AutoscalerComplaint> complaints) {
        List<String> wanted = expected.list("errors", Fields.Item::fields).stream()
                .map(error -> line(
                        error.requiredText("field"),
                        error.requiredText("type"),
                        error.text("detail").orElse("")))
                .sorted()
                .toList();
        List<String> got = complaints.stream()
                .sorted(Comparator.comparing(AutoscalerComplaint::field))
                .map(complaint -> line(complaint.field(), complaint.type(), complaint.detail()))
                .sorted()
                .toList();
        Optional<Difference> found = Comparison.first("expected.errors", list(wanted), list(got));
        boolean valid = expected.bool("valid").orElse(false);
        return found.isPresent() || valid == complaints.isEmpty()
                ? found
                : Optional.of(new Difference("expected.valid", "" + valid, "" + complaints.isEmpty()));
    }

    private static String line(String field, String type, String detail) {
        return field + " " + type + ": " + detail;
    }

    private static Document list(List<String> lines) {
        return new DocumentBuilder()
                .put("lines", lines.stream().map(DocumentBuilder::text).toList())
                .build();
    }
}
