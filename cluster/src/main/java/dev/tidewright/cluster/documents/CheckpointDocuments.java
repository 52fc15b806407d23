package dev.tidewright.cluster.documents;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.core.requests.usage.HistogramCheckpoint;
import dev.tidewright.core.requests.usage.UsageCheckpoint;
import dev.tidewright.core.requests.usage.VerticalPodAutoscalerCheckpoint;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads and writes `autoscaling.k8s.io/v1` VerticalPodAutoscalerCheckpoint. What can be read here may still be
/// nonsense: `UsageModel.load` says whether it is.
public final class CheckpointDocuments {
    private CheckpointDocuments() {}

    /// @throws BadInput naming the field that is not of its form
    public static VerticalPodAutoscalerCheckpoint checkpoint(Document document) {
        Fields object = Fields.of(document, "");
        Fields spec = object.mapping("spec")
                .orElseThrow(() -> object.complaint("spec", "missing; expected vpaObjectName and containerName"));
        Optional<Fields> status = object.mapping("status");
        return new VerticalPodAutoscalerCheckpoint(
                MetaDocuments.meta(object, true),
                spec.requiredText("vpaObjectName"),
                spec.requiredText("containerName"),
                usage(status),
                status.flatMap(fields -> fields.instant("lastUpdateTime")));
    }

    private static UsageCheckpoint usage(Optional<Fields> status) {
        return new UsageCheckpoint(
                status.flatMap(fields -> fields.text("version")).orElse(""),
                histogram(status, "cpuHistogram"),
                histogram(status, "memoryHistogram"),
                status.flatMap(fields -> fields.instant("firstSampleStart")),
                status.flatMap(fields -> fields.instant("lastSampleStart")),
                status.flatMap(fields -> fields.wholeNumber("totalSamplesCount"))
                        .orElse(0L));
    }

    private static HistogramCheckpoint histogram(Optional<Fields> status, String name) {
        return status.flatMap(fields -> fields.mapping(name))
                .map(histogram -> new HistogramCheckpoint(
                        histogram.instant("referenceTimestamp"),
                        weights(histogram),
                        histogram.number("totalWeight").orElse(0.0)))
                .orElse(HistogramCheckpoint.EMPTY);
    }

    private static SortedMap<Integer, Long> weights(Fields histogram) {
        SortedMap<Integer, Long> weights = new TreeMap<>();
        histogram.mapping("bucketWeights").ifPresent(buckets -> {
            for (String bucket : buckets.names()) {
                buckets.wholeNumber(bucket).ifPresent(weight -> weights.put(number(buckets, bucket), weight));
            }
        });
        return weights;
    }

    private static int number(Fields buckets, String bucket) {
        try {
            return Integer.parseInt(bucket);
        } catch (NumberFormatException e) {
            throw buckets.complaint(bucket, "expected the number of a bucket, found '" + bucket + "'");
        }
    }

    /// The `status` of a checkpoint.
    public static Mapping status(VerticalPodAutoscalerCheckpoint checkpoint) {
        UsageCheckpoint usage = checkpoint.usage();
        var document = new DocumentBuilder();
        checkpoint.updated().ifPresent(time -> document.put("lastUpdateTime", time));
        document.put("version", usage.version())
                .put("cpuHistogram", histogram(usage.cpu()))
                .put("memoryHistogram", histogram(usage.memory()));
        usage.first().ifPresent(time -> document.put("firstSampleStart", time));
        usage.last().ifPresent(time -> document.put("lastSampleStart", time));
        return document.put("totalSamplesCount", usage.samples()).build();
    }

    private static Mapping histogram(HistogramCheckpoint histogram) {
        var weights = new DocumentBuilder();
        histogram.weights().forEach((bucket, weight) -> weights.put(Integer.toString(bucket), weight));
        var document = new DocumentBuilder();
        histogram.reference().ifPresent(time -> document.put("referenceTimestamp", time));
        return document.put("bucketWeights", weights.build())
                .put("totalWeight", histogram.total())
                .build();
    }

    /// The `spec` of a checkpoint.
    public static Mapping spec(VerticalPodAutoscalerCheckpoint checkpoint) {
        return new DocumentBuilder()
                .put("vpaObjectName", checkpoint.autoscaler())
                .put("containerName", checkpoint.container())
                .build();
    }
}
