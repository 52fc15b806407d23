package dev.tidewright.simulator.controllers;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.loop.LoopRuntime;
import dev.tidewright.cluster.loop.Reconciler;
import dev.tidewright.cluster.objects.Job;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.ObjectMeta;
import dev.tidewright.core.objects.OwnerReference;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs pods until enough of them have succeeded. After a failure it waits 10 s, 20 s, … up to 10 min before the next
/// try; beyond the back-off limit it gives up. Source: `pkg/controller/job`.
final class JobController implements Reconciler {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration LAST_BACK_OFF = Duration.ofMinutes(10);

    private final Deputy deputy;
    private final LoopRuntime.Queue queue;
    private final PodNames names;
    private final Map<ObjectKey, Pause> pauses = new HashMap<>(); // never walked

    /// @param failed failures that were seen when the pause began
    private record Pause(int failed, Instant until) {}

    JobController(Deputy deputy, LoopRuntime runtime, PodNames names) {
        this.deputy = deputy;
        this.names = names;
        this.queue = runtime.drive("job", this);
        deputy.store().watch(Job.class, this::jobChanged);
        deputy.store().watch(Pod.class, this::podChanged);
        deputy.store().list(Job.class).forEach(each -> queue.add(each.key()));
    }

    private void jobChanged(Optional<Job> before, Optional<Job> after) {
        boolean onlyStatus = Deputy.hasSameSpec(before, after);
        if (!onlyStatus) {
            queue.addAfter(
                    after.or(() -> before).orElseThrow().key(), deputy.lags().watch());
        }
    }

    private void podChanged(Optional<Pod> before, Optional<Pod> after) {
        deputy.wakeController(after.or(() -> before).orElseThrow(), "Job", queue);
    }

    @Override
    public Outcome reconcile(ObjectKey key) {
        Optional<Job> found = deputy.store().get(key, Job.class).filter(job -> !Deputy.isGoing(job));
        if (found.isEmpty()) {
            pauses.remove(key);
            return Outcome.DONE;
        }
        Job job = count(found.get());
        if (!job.equals(found.get())) {
            deputy.apply(new Change.ReplaceStatus(job));
        }
        return job.failed() > job.backoffLimit() ? giveUp(job) : goOn(job);
    }

    private Job count(Job job) {
        int active = 0;
        int succeeded = 0;
        int failed = 0;
        for (KubeObject object : deputy.store().dependents(job.meta().uid())) {
            if (object instanceof Pod pod) {
                active += ActivePods.isActive(pod) ? 1 : 0;
                succeeded += pod.status().phase() == Phase.SUCCEEDED ? 1 : 0;
                failed += pod.status().phase() == Phase.FAILED ? 1 : 0;
            }
        }
        return new Job(
                job.meta(),
                job.parallelism(),
                job.completions(),
                job.backoffLimit(),
                job.template(),
                active,
                Math.max(succeeded, job.succeeded()),
                Math.max(failed, job.failed()));
    }

    private Outcome giveUp(Job job) {
        for (Pod pod : ActivePods.ownedBy(job.meta().uid(), deputy.store())) {
            deputy.apply(new Change.Delete(pod.key()));
        }
        deputy.store()
                .apply(new Change.Emit(
                        job.key(), "Warning", "BackoffLimitExceeded", "Job has reached the specified backoff limit"));
        return Outcome.DONE;
    }

    private Outcome goOn(Job job) {
        int missing = Math.min(job.parallelism(), job.completions() - job.succeeded()) - job.active();
        if (missing <= 0) {
            return Outcome.DONE;
        }
        Duration wait = pause(job);
        if (wait.isPositive()) {
            return Outcome.again(wait);
        }
        for (int i = 0; i < missing; i++) {
            create(job);
        }
        return Outcome.DONE;
    }

    /// What is left of the pause after the latest failure.
    private Duration pause(Job job) {
        if (job.failed() == 0) {
            return Duration.ZERO;
        }
        Pause pause = pauses.get(job.key());
        if (pause == null || pause.failed() != job.failed()) {
            Duration length = FIRST_BACK_OFF.multipliedBy(1L << Math.min(job.failed() - 1, 16));
            length = length.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : length;
            pause = new Pause(job.failed(), deputy.now().plus(length));
            pauses.put(job.key(), pause);
        }
        return Duration.between(deputy.now(), pause.until());
    }

    private void create(Job job) {
        ObjectMeta meta = new ObjectMeta(
                job.meta().namespace(),
                job.meta().name() + "-" + names.next(),
                "",
                Labels.with(
                        job.template().labels(),
                        "batch.kubernetes.io/job-name",
                        job.meta().name()),
                job.template().annotations(),
                List.of(new OwnerReference(
                        "batch/v1", "Job", job.meta().name(), job.meta().uid(), true)),
                Instant.EPOCH,
                Optional.empty(),
                0,
                1);
        Pod pod = new Pod(meta, job.template().spec(), Optional.empty(), PodStatus.PENDING);
        if (deputy.apply(new Change.Create(pod))) {
            deputy.event(job, "SuccessfulCreate", "Created pod: " + meta.name());
            var why = because("not yet complete").given("succeeded", job.succeeded());
            deputy.record("job", pod.key(), "create", why, job.key());
        }
    }
}
