package dev.tidewright.simulator.cloud;

import dev.tidewright.cluster.NodeGroups.Instance;
import dev.tidewright.simulator.time.Ticket;
import java.util.Optional;

/// One machine of a group, from its order to its end.
final class Machine {
    final String name;
    final String zone;
    final String providerId;
    final long orderedNanos;
    private Phase phase = Phase.ORDERED;
    private String error = "";
    private boolean wanted = true;
    private Optional<Ticket> next = Optional.empty();

    /// Where a machine is in its life.
    enum Phase {
        /// Asked for; the cloud has none to give.
        ORDERED,
        BOOTING,
        /// Its node is registered.
        JOINED,
        READY,
        /// The cloud will take it back at the end of the notice.
        RECLAIMED,
        /// Given back; shutting down.
        ENDING,
        GONE
    }

    Machine(String name, String zone, long orderedNanos) {
        this.name = name;
        this.zone = zone;
        this.providerId = "virtual:///" + zone + "/" + name;
        this.orderedNanos = orderedNanos;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase phase) {
        this.phase = phase;
    }

    void fails(String error) {
        this.error = error;
    }

    /// Whether it serves: its node is registered and it is not on its way out.
    boolean serves() {
        return phase == Phase.JOINED || phase == Phase.READY;
    }

    /// Whether it counts towards the target: it was neither given back nor is it under notice.
    boolean isWanted() {
        return wanted;
    }

    void unwant() {
        wanted = false;
    }

    /// Plans what happens to it next, in the place of what was planned before.
    void next(Optional<Ticket> ticket) {
        next = ticket;
    }

    Optional<Ticket> next() {
        return next;
    }

    Instance instance() {
        return new Instance(
                providerId,
                switch (phase) {
                    case ORDERED, BOOTING -> Instance.State.CREATING;
                    case JOINED, READY, RECLAIMED -> Instance.State.RUNNING;
                    case ENDING, GONE -> Instance.State.DELETING;
                },
                error);
    }
}
