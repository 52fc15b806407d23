package dev.tidewright.cli;

import dev.tidewright.insight.terminal.ProgressLine;
import dev.tidewright.simulator.scenario.Scenario;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Shows how far a run is: one line that is written over on a terminal, one line every few seconds elsewhere.
final class Progress implements AutoCloseable {
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final Duration pause = terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5);
    private final long began = System.nanoTime();
    private final ProgressLine line;
    private final PrintWriter err;
    private long shown = began;
    private boolean open;

    Progress(Scenario scenario, PrintWriter err) {
        this.line = new ProgressLine(scenario.start(), scenario.length());
        this.err = err;
    }

    /// @param virtual what the virtual clock shows
    void at(Instant virtual) {
        long now = System.nanoTime();
        if (now - shown < pause.toNanos()) {
            return;
        }
        shown = now;
        String text = line.render(virtual, Duration.ofNanos(now - began));
        err.print(terminal ? "\r\033[K" + text : text + System.lineSeparator());
        err.flush();
        open = terminal;
    }

    @Override
    public void close() {
        if (open) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
