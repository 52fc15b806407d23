package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.objects.Job;
import java.util.Optional;

/// Reads `batch/v1` Job.
public final class JobDocuments {
    private static final int DEFAULT_BACK_OFF_LIMIT = 6;

    private JobDocuments() {}

    /// @throws BadInput naming the field that cannot be used
    public static Job job(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec =
                object.mapping("spec").orElseThrow(() -> object.complaint("spec", "missing; expected a template"));
        Optional<Fields> status = object.mapping("status");
        int parallelism = Amounts.notNegative(spec, "parallelism", 1);
        return new Job(
                MetaDocuments.meta(object, true),
                parallelism,
                Amounts.notNegative(spec, "completions", 1),
                Amounts.notNegative(spec, "backoffLimit", DEFAULT_BACK_OFF_LIMIT),
                PodDocuments.template(spec),
                count(status, "active"),
                count(status, "succeeded"),
                count(status, "failed"));
    }

    private static int count(Optional<Fields> status, String name) {
        return status.flatMap(fields -> fields.count(name)).orElse(0);
    }
}
