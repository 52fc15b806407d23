package dev.tidewright.insight.comparison;

import dev.tidewright.insight.run.Words;
import java.time.Duration;

/// One figure of both runs.
///
/// @param left  in the kind's unit
/// @param right in the same
public record Row(String name, Kind kind, double left, double right) {
    /// What a figure counts. Of every kind but [#NEUTRAL] less is better.
    public enum Kind {
        COUNT,
        SECONDS,
        MONEY,
        NEUTRAL
    }

    public String leftWords() {
        return words(left);
    }

    public String rightWords() {
        return words(right);
    }

    /// `-12 %`, `+3`, `same`: what the right has more than the left, as a share where the left is not 0.
    public String difference() {
        if (left == right) {
            return "same";
        }
        String sign = right > left ? "+" : "-";
        double change = Math.abs(right - left);
        return left == 0 ? sign + words(change) : sign + Words.share(change / left);
    }

    /// Whether the right is better; false where they are the same, and where neither can be.
    public boolean isRightBetter() {
        return kind != Kind.NEUTRAL && right < left;
    }

    public boolean isLeftBetter() {
        return kind != Kind.NEUTRAL && left < right;
    }

    private String words(double value) {
        return switch (kind) {
            case COUNT, NEUTRAL -> Words.number(value);
            case MONEY -> Words.money(value);
            case SECONDS -> Words.time(Duration.ofNanos(Math.round(value * 1e9)));
        };
    }
}
