package dev.tidewright.insight.terminal;

import dev.tidewright.insight.run.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// One line that tells how far a rehearsal is. The caller says what time it is, here and there.
public final class ProgressLine {
    private static final int BAR = 24;

    private final Instant start;
    private final Duration length;

    public ProgressLine(Instant start, Duration length) {
        this.start = start;
        this.length = length;
    }

    /// `[=====>      ] 42 %  12:34:56  8,300 x  12 s left`, at most 80 columns, without a line end.
    ///
    /// @param virtual what the virtual clock shows
    /// @param spent   real time since the run began
    public String render(Instant virtual, Duration spent) {
        Duration played = Duration.between(start, virtual);
        double share = Math.clamp((double) played.toMillis() / length.toMillis(), 0, 1);
        double seconds = spent.toNanos() / 1e9;
        var line = new StringBuilder(
                "%s %3.0f %%  %s".formatted(bar(share), Math.floor(share * 100), Words.clock(virtual, length)));
        if (seconds > 0 && share > 0) {
            double left = seconds / share - seconds;
            line.append(String.format(
                    Locale.ROOT, "  %s x  ", Words.number(Math.round(played.toMillis() / 1e3 / seconds))));
            line.append(Words.time(Duration.ofSeconds(Math.round(left)))).append(" left");
        }
        return line.toString();
    }

    private static String bar(double share) {
        int full = (int) Math.floor(share * BAR);
        String tip = full < BAR ? ">" : "";
        return "[" + "=".repeat(full) + tip + " ".repeat(BAR - full - tip.length()) + "]";
    }
}
