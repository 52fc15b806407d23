package dev.tidewright.simulator.kubelet;

import dev.tidewright.simulator.time.Ticket;
import dev.tidewright.simulator.time.Timeline;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One probe of one running container: tells when its verdict turns. Holds at most one event on the timeline.
final class ProbeWatch {
    private final Timeline timeline;
    private final ProbeRun run;
    private final BooleanSupplier answers;
    private final Verdicts verdicts;
    private Optional<Ticket> settling = Optional.empty();
    private boolean closed;

    /// Hears of each verdict that differs from the one before.
    interface Verdicts {
        void turned(boolean success);
    }

    ProbeWatch(Timeline timeline, ProbeRun run, BooleanSupplier answers, Verdicts verdicts) {
        this.timeline = timeline;
        this.run = run;
        this.answers = answers;
        this.verdicts = verdicts;
    }

    /// Looks at the answer as it is now; to be called at the start and whenever it may have changed.
    void look() {
        if (closed) {
            return;
        }
        settling.ifPresent(timeline::cancel);
        long due = run.answers(answers.getAsBoolean(), timeline.nanos());
        settling = due == ProbeRun.NEVER ? Optional.empty() : Optional.of(timeline.at(due, this::settle));
    }

    private void settle() {
        settling = Optional.empty();
        run.settle();
        verdicts.turned(run.verdict());
    }

    void close() {
        closed = true;
        settling.ifPresent(timeline::cancel);
        settling = Optional.empty();
    }
}
