package dev.tidewright.core.pods.guard;

import dev.tidewright.core.pods.MetricAnswer;
import dev.tidewright.core.pods.MetricSource;
import dev.tidewright.core.pods.MetricSpec;
import dev.tidewright.core.pods.PodSamples;
import dev.tidewright.core.pods.ScaleAnswer;
import dev.tidewright.core.pods.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Never lets a lost metric scale a workload down, nor a mad one up. What it does not believe it hands on as a
/// metric that could not be read, so upstream's own rules for those decide: the other metrics may still scale
/// up, nothing scales down. Once all metrics are back, the count that runs then is remembered as recommended,
/// so that the way down begins with a whole stabilization window, not with a jump.
///
/// What is not believed: samples too old; usage that is exactly zero in all pods; a reading that repeats itself to the
/// last digit; other metrics that drop to exactly zero (for five minutes, and as long as the pods work on as before);
/// and single pods far off the others.
///
/// While a metric is lost, the pods' CPU stands in for it, see [PodCpu]: the workload still grows with its load.
public final class MetricLossGuard {
    public static final String ANNOTATION = "tidewright.dev/metric-loss-guard";

    private static final Duration OLDEST = Duration.ofMinutes(2);
    private static final int WINDOWS_OLD = 4;
    private static final int REPEATS_FROZEN = 3;
    /// Below this, an idle pod's usage may well repeat itself.
    private static final long BUSY_MILLI = 20;

    private static final Duration ZERO_BELIEVED_AFTER = Duration.ofMinutes(5);
    private static final String WORDS = "metric-loss guard: ";

    private MetricLossGuard() {}

    /// What the guard remembers of an autoscaler's metrics, in the order of its spec.
    public record Memory(List<MetricHealth> metrics) {
        public static final Memory NONE = new Memory(List.of());

        public Memory {
            metrics = List.copyOf(metrics);
        }

        private MetricHealth of(int metric) {
            return metric < metrics.size() ? metrics.get(metric) : MetricHealth.UNKNOWN;
        }
    }

    /// What is left to decide from.
    ///
    /// @param findings in plain words, e.g. `cpu resource … is exactly zero in all 8 pods`
    public record Guarded(Sync sync, Memory memory, List<String> findings) {
        public Guarded {
            findings = List.copyOf(findings);
        }
    }

    /// The sync as it may be decided from. One whose metrics are not looked at passes as it is.
    public static Guarded guard(Sync sync, Memory memory, PodCpu cpu) {
        List<MetricSpec> specs = sync.hpa().spec().metrics();
        if (sync.answers().size() != specs.size() || specs.isEmpty()) {
            return new Guarded(sync, memory, List.of());
        }
        List<MetricAnswer> answers = new ArrayList<>(specs.size());
        List<MetricHealth> health = new ArrayList<>(specs.size());
        List<String> findings = new ArrayList<>(1);
        boolean wasSuspect = false;
        boolean isSuspect = false;
        for (int i = 0; i < specs.size(); i++) {
            var asked = new Asked(specs.get(i), sync.now(), cpu);
            Judged judged = judge(asked, sync.answers().get(i), memory.of(i));
            answers.add(judged.answer());
            health.add(judged.health());
            judged.finding().ifPresent(findings::add);
            wasSuspect |= memory.of(i).suspect();
            isSuspect |= judged.health().suspect();
        }
        Sync guarded = sync.withAnswers(answers);
        boolean resumes = wasSuspect && !isSuspect;
        if (resumes && sync.scale() instanceof ScaleAnswer.Found found) {
            findings.add(WORDS + "all metrics are back; the way down begins with a whole window");
            guarded = guarded.with(sync.memory().resumed(found.scale().replicas(), sync.now()));
        }
        return new Guarded(withStandIn(guarded, cpu, findings), new Memory(health), findings);
    }

    /// The sync with CPU as one more metric, where one of its own cannot be read.
    private static Sync withStandIn(Sync sync, PodCpu cpu, List<String> findings) {
        List<MetricSpec> specs = sync.hpa().spec().metrics();
        boolean lost = sync.answers().stream().anyMatch(MetricAnswer.Failed.class::isInstance);
        Optional<MetricSpec> standIn = lost ? cpu.standIn(specs) : Optional.empty();
        if (standIn.isEmpty()) {
            return sync;
        }
        var asked = new Asked(standIn.get(), sync.now(), cpu);
        Judged judged = judge(asked, cpu.answer(), MetricHealth.UNKNOWN);
        findings.add(WORDS + "CPU stands in at " + standIn.get().target() + " for what cannot be read");
        List<MetricSpec> moreSpecs = new ArrayList<>(specs);
        moreSpecs.add(standIn.get());
        List<MetricAnswer> moreAnswers = new ArrayList<>(sync.answers());
        moreAnswers.add(judged.answer());
        return sync.with(sync.hpa().with(sync.hpa().spec().with(moreSpecs))).withAnswers(moreAnswers);
    }

    /// What was asked for, when, and who else can be asked.
    private record Asked(MetricSpec spec, Instant now, PodCpu cpu) {}

    private record Judged(MetricAnswer answer, MetricHealth health, Optional<String> finding) {}

    private static Judged judge(Asked asked, MetricAnswer answer, MetricHealth health) {
        return switch (answer) {
            case MetricAnswer.OfPods pods -> ofPods(asked, pods, health);
            case MetricAnswer.OfObject object -> ofValue(asked, answer, object.milli(), object.time(), health);
            case MetricAnswer.OfSeries series -> ofValue(asked, answer, series.wrappedMilli(), series.time(), health);
            case MetricAnswer.Failed failed -> new Judged(answer, health.distrusted(), Optional.empty());
        };
    }

    private static Judged disbelieved(Asked asked, MetricHealth health, String why) {
        String words = WORDS + asked.spec().proposalName() + " " + why;
        return new Judged(new MetricAnswer.Failed(words), health, Optional.of(words));
    }

    private static Judged ofValue(Asked asked, MetricAnswer answer, long milli, Instant time, MetricHealth before) {
        if (time.isBefore(asked.now().minus(OLDEST.multipliedBy(2)))) {
            return disbelieved(asked, before.distrusted(), "is " + age(time, asked.now()) + " old");
        }
        return milli == 0 && before.trusted() > 0
                ? zero(asked, answer, before, "dropped to exactly zero")
                : new Judged(answer, before.trusting(milli), Optional.empty());
    }

    /// A zero that lasts is believed in the end, for a queue may be empty: but not while the pods work on as before.
    private static Judged zero(Asked asked, MetricAnswer answer, MetricHealth before, String why) {
        OptionalLong busy = asked.cpu().busyMilli();
        MetricHealth health = before.zeroAt(asked.now(), busy.orElse(0));
        Instant since = health.zeroSince().orElse(asked.now());
        boolean lasts = !since.plus(ZERO_BELIEVED_AFTER).isAfter(asked.now());
        boolean quiet = busy.isPresent() && busy.getAsLong() <= health.busyMilli() / 2;
        return lasts && quiet
                ? new Judged(answer, health.trusting(0), Optional.empty())
                : disbelieved(asked, health, why);
    }

    private static String age(Instant time, Instant now) {
        return Duration.between(time, now).toSeconds() + " s";
    }

    private static Judged ofPods(Asked asked, MetricAnswer.OfPods answer, MetricHealth before) {
        Instant now = asked.now();
        PodSamples samples = answer.samples();
        if (samples.size() == 0) {
            return new Judged(answer, before.distrusted(), Optional.empty());
        }
        Reading reading = Reading.of(samples);
        Duration oldest = reading.window().multipliedBy(WINDOWS_OLD);
        Duration limit = oldest.compareTo(OLDEST) > 0 ? oldest : OLDEST;
        if (reading.newest().isBefore(now.minus(limit))) {
            String why = "is frozen: its newest sample is " + age(reading.newest(), now) + " old";
            return disbelieved(asked, before.distrusted(), why);
        }
        boolean usage = !(asked.spec().source() instanceof MetricSource.Pods);
        if (reading.isZero()) {
            String why = "is exactly zero in all " + samples.size() + " pods";
            return usage
                    ? disbelieved(asked, before.distrusted(), why)
                    : before.trusted() > 0
                            ? zero(asked, answer, before, why)
                            : new Judged(answer, before.trusting(0), Optional.empty());
        }
        MetricHealth health = before.read(reading.newest(), reading.fingerprint());
        if (PodCpu.isCpu(asked.spec().source())
                && health.repeats() >= REPEATS_FROZEN
                && reading.average() >= BUSY_MILLI) {
            return disbelieved(asked, health.distrusted(), "is frozen: it repeats itself to the last digit");
        }
        return withoutOutliers(asked, answer, reading, health);
    }

    private static Judged withoutOutliers(
            Asked asked, MetricAnswer.OfPods answer, Reading reading, MetricHealth health) {
        Outliers outliers = Outliers.of(answer.samples());
        if (outliers.isEmpty()) {
            return new Judged(answer, health.trusting(reading.average()), Optional.empty());
        }
        if (outliers.tooMany()) {
            return disbelieved(asked, health.distrusted(), "has too many pods far off the others: " + outliers);
        }
        String words = WORDS + asked.spec().proposalName() + " is taken without " + outliers;
        MetricAnswer rest = new MetricAnswer.OfPods(outliers.rest(), answer.time());
        return new Judged(rest, health.distrusted(), Optional.of(words));
    }
}
