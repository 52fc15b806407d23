package dev.tidewright.simulator.time;

/// One event that was put on a [Timeline]. Good for cancelling it, once.
public final class Ticket {
    final Runnable event;
    /// Place in the heap; negative once the event has run or was cancelled.
    int place;

    Ticket(Runnable event) {
        this.event = event;
    }

    /// Whether the event is still to come.
    public boolean isPending() {
        return place >= 0;
    }
}
