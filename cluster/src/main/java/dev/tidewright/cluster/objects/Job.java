package dev.tidewright.cluster.objects;

import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.PodTemplate;

/// `batch/v1` Job: pods that run to their end.
///
/// @param parallelism  pods at a time
/// @param completions  pods that must succeed
/// @param backoffLimit failed pods before the job gives up (default 6)
/// @param active       pods that run or wait
public record Job(
        ObjectMeta meta,
        int parallelism,
        int completions,
        int backoffLimit,
        PodTemplate template,
        int active,
        int succeeded,
        int failed)
        implements KubeObject {
    @Override
    public String kind() {
        return "Job";
    }

    @Override
    public Job with(ObjectMeta meta) {
        return new Job(meta, parallelism, completions, backoffLimit, template, active, succeeded, failed);
    }

    public Job with(PodTemplate template) {
        return new Job(meta, parallelism, completions, backoffLimit, template, active, succeeded, failed);
    }

    @Override
    public Job withStatusOf(KubeObject other) {
        Job from = (Job) other;
        return new Job(
                meta, parallelism, completions, backoffLimit, template, from.active, from.succeeded, from.failed);
    }
}
