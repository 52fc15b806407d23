package dev.tidewright.simulator.cloud;

import dev.tidewright.cluster.NodeGroups.Answer;
import dev.tidewright.cluster.NodeGroups.NodeGroup;
import dev.tidewright.cluster.NodeGroups.Outcome;
import dev.tidewright.simulator.scenario.Fault.CloudOutage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The outages of the cloud's API that last now; the one that began last counts. A call that hangs is told as the
/// time-out it ends in, at once: virtual time does not wait for it.
final class ApiOutages {
    private static final String ERROR = "rpc error: code = Unavailable desc = the cloud's API answers 503";
    private static final String TIMED_OUT = "context deadline exceeded: the cloud's API gave no answer within 30s";

    private final List<CloudOutage.Mode> now = new ArrayList<>();
    private List<NodeGroup> old = List.of();

    /// @param groups as they are now
    void begin(CloudOutage.Mode mode, List<NodeGroup> groups) {
        now.add(mode);
        old = mode == CloudOutage.Mode.STALE ? List.copyOf(groups) : old;
    }

    void end(CloudOutage.Mode mode) {
        now.remove(mode);
    }

    private Optional<CloudOutage.Mode> current() {
        return now.isEmpty() ? Optional.empty() : Optional.of(now.getLast());
    }

    Answer answer(Supplier<List<NodeGroup>> groups) {
        if (current().isEmpty()) {
            return new Answer.Groups(groups.get());
        }
        return switch (current().get()) {
            case ERRORS -> new Answer.Failed(ERROR);
            case HANGS -> new Answer.Failed(TIMED_OUT);
            case STALE -> new Answer.Groups(old);
        };
    }

    Outcome outcome(Supplier<Outcome> call) {
        if (current().isEmpty()) {
            return call.get();
        }
        return switch (current().get()) {
            case ERRORS -> new Outcome.Failed(ERROR);
            case HANGS -> {
                var _ = call.get(); // done, but nobody hears of it
                yield new Outcome.Failed(TIMED_OUT);
            }
            case STALE -> call.get();
        };
    }
}
