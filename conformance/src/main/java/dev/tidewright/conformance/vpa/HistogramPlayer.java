package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.requests.usage.BucketLayout;
import dev.tidewright.core.requests.usage.Histogram;
import dev.tidewright.core.requests.usage.HistogramCheckpoint;
import dev.tidewright.core.requests.usage.HistogramShape;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Plays histograms: samples in and out, merges, checkpoints.
public final class HistogramPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("histogram");
    }

    @Override
    public Optional<Difference> play(Case one) {
        return new Run(one.body()).play();
    }

    static BucketLayout layout(String name) {
        return switch (name) {
            case "cpu" -> BucketLayout.CPU;
            case "memory" -> BucketLayout.MEMORY;
            case "coarse" -> BucketLayout.exponential(500, 40, 1.5, 0.001);
            case "linear" -> BucketLayout.linear(10, 1, 0.001);
            default -> throw new IllegalArgumentException("unknown layout " + name);
        };
    }

    /// One case being played.
    private static final class Run {
        private final Fields body;
        private final HistogramShape shape;
        private final boolean inCores;
        private final Checks checks = new Checks();
        private Histogram histogram;

        Run(Fields body) {
            this.body = body;
            String layout = body.requiredText("layout");
            this.inCores = layout.equals("cpu");
            this.shape = body.bool("decaying").orElse(false)
                    ? HistogramShape.fading(
                            layout(layout),
                            Duration.ofSeconds(body.wholeNumber("halfLifeSec").orElseThrow()))
                    : HistogramShape.lasting(layout(layout));
            this.histogram = new Histogram(shape);
        }

        Optional<Difference> play() {
            body.list("ops", item -> {
                if (checks.hold()) {
                    act(item.fields(), item.path() + ".");
                }
                return item;
            });
            return checks.first();
        }

        private void act(Fields op, String path) {
            var check = new HistogramCheck(checks, path);
            switch (op.requiredText("op")) {
                case "merge" -> histogram.merge(other(op));
                case "check" -> check.histogram(op.mapping("expect").orElseThrow(), histogram, Optional.empty());
                case "checkpoint" ->
                    check.checkpoint(
                            op.mapping("expect").orElseThrow(), histogram.checkpoint(), shape.halfLifeMillis());
                case "reload" -> histogram = Histogram.of(shape, histogram.checkpoint());
                case "load" -> load(op, path);
                default -> sample(histogram, op);
            }
        }

        private Histogram other(Fields op) {
            var other = new Histogram(shape);
            op.list("other", item -> {
                sample(other, item.fields());
                return item;
            });
            return other;
        }

        private void sample(Histogram into, Fields op) {
            double weight = op.number("w").orElseThrow();
            switch (op.requiredText("op")) {
                case "add" -> into.add(value(op), weight, time(op));
                case "sub" -> into.subtract(value(op), weight, time(op));
                case "addStream" -> stream(into, op, weight);
                default -> throw op.complaint("op", "unknown operation");
            }
        }

        private void stream(Histogram into, Fields op, double weight) {
            var stream = UsageStream.of(op.mapping("stream").orElseThrow());
            long count = op.wholeNumber("count").orElseThrow();
            long start = op.wholeNumber("startMs").orElseThrow();
            long step = op.wholeNumber("stepSec").orElseThrow() * 1_000;
            for (long i = 0; i < count; i++) {
                long amount = stream.next();
                into.add(inCores ? amount / 1_000.0 : amount, weight, start + i * step);
            }
        }

        private static double value(Fields op) {
            return op.number("v").orElseThrow();
        }

        private static long time(Fields op) {
            return op.wholeNumber("tMs").orElseThrow();
        }

        private void load(Fields op, String path) {
            HistogramCheckpoint checkpoint =
                    HistogramCheck.read(op.mapping("checkpoint").orElseThrow());
            boolean refused = checkpoint.flaw(shape.layout()).isPresent();
            checks.same(path + "expectError", op.bool("expectError").orElse(false), refused);
            if (!refused) {
                histogram = Histogram.of(shape, checkpoint);
            }
        }
    }
}
