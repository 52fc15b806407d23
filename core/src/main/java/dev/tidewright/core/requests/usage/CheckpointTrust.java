package dev.tidewright.core.requests.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Says of a checkpoint why it must not be loaded: written by another version, damaged, too old to mean anything, or
/// from a time that is not near. One that lies a little ahead was written under a clock that has since been set back.
final class CheckpointTrust {
    private final AggregationSettings settings;
    private final Instant now;

    CheckpointTrust(AggregationSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /// Empty where it can be loaded.
    Optional<String> refusal(VerticalPodAutoscalerCheckpoint checkpoint) {
        UsageCheckpoint usage = checkpoint.usage();
        if (!usage.version().equals(UsageCheckpoint.VERSION)) {
            return Optional.of("written in version '" + usage.version() + "', expected " + UsageCheckpoint.VERSION);
        }
        return flaw("cpuHistogram", usage.cpu(), settings.cpuShape())
                .or(() -> flaw("memoryHistogram", usage.memory(), settings.memoryShape()))
                .or(() -> timesFlaw(usage))
                .or(() -> age(checkpoint));
    }

    private Optional<String> flaw(String name, HistogramCheckpoint histogram, HistogramShape shape) {
        Optional<String> flaw = histogram.flaw(shape.layout());
        if (flaw.isPresent()) {
            return flaw.map(words -> name + " has " + words);
        }
        if (histogram.reference().isEmpty() && histogram.total() > 0) {
            return Optional.of(name + " has weights and no referenceTimestamp");
        }
        Instant latest = now.plus(window()).plusMillis(shape.halfLifeMillis());
        return histogram
                .reference()
                .filter(reference -> reference.isAfter(latest))
                .map(reference ->
                        name + " has referenceTimestamp " + reference + ", expected " + latest + " or before");
    }

    private static Optional<String> timesFlaw(UsageCheckpoint usage) {
        if (usage.samples() < 0) {
            return Optional.of("totalSamplesCount " + usage.samples() + ", expected 0 or more");
        }
        if (usage.first().isPresent() != usage.last().isPresent()) {
            return Optional.of("only one of firstSampleStart and lastSampleStart, expected both or none");
        }
        if (usage.samples() > 0 && usage.last().isEmpty()) {
            return Optional.of(usage.samples() + " samples and no lastSampleStart");
        }
        return usage.first()
                .filter(first -> first.isAfter(usage.last().orElse(first)))
                .map(first -> "firstSampleStart " + first + " after lastSampleStart "
                        + usage.last().orElse(first));
    }

    private Optional<String> age(VerticalPodAutoscalerCheckpoint checkpoint) {
        Optional<Instant> last = checkpoint.usage().last().or(checkpoint::updated);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        if (!last.get().isAfter(now.minus(window()))) {
            return Optional.of("stale: last sample at " + last.get() + ", which is " + days() + " days ago or more");
        }
        return last.get().isAfter(now.plus(window()))
                ? Optional.of("last sample at " + last.get() + ", which is ahead of now, " + now)
                : Optional.empty();
    }

    private Duration window() {
        return settings.memoryInterval().multipliedBy(settings.memoryIntervals());
    }

    private String days() {
        return Long.toString(window().toDays());
    }
}
