package dev.tidewright.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/// Virtual time and what is due in it: the only clock the simulated world reads. Events happen in order of (time,
/// sequence): what was planned first for an instant happens first. Not thread-safe; one thread plays one world.
///
/// A binary heap on parallel arrays: nothing is allocated but the ticket, and a cancelled event leaves at once.
public final class Timeline implements InstantSource {
    /// A world that keeps planning for the present never moves on. No honest instant has this many events.
    private static final long MAX_EVENTS_AN_INSTANT = 5_000_000;

    private final Instant start;
    private long now;
    private Instant nowAsInstant;
    private long nowOfInstant;
    private long sequence;
    private long events;
    private long eventsThisInstant;

    private long[] dues = new long[1024];
    private long[] sequences = new long[1024];
    private Ticket[] tickets = new Ticket[1024];
    private int size;

    public Timeline(Instant start) {
        this.start = start;
        this.nowAsInstant = start;
    }

    public Instant start() {
        return start;
    }

    /// Nanoseconds since the start.
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        if (nowOfInstant != now) {
            nowAsInstant = start.plusNanos(now);
            nowOfInstant = now;
        }
        return nowAsInstant;
    }

    /// Nanoseconds from the start to `instant`; negative before it.
    public long nanosAt(Instant instant) {
        return Duration.between(start, instant).toNanos();
    }

    /// Plans an event.
    ///
    /// @param dueNanos since the start, now or later
    /// @throws IllegalArgumentException for the past
    public Ticket at(long dueNanos, Runnable event) {
        if (dueNanos < now) {
            throw new IllegalArgumentException("planned for the past: " + dueNanos + " ns, now is " + now + " ns");
        }
        Ticket ticket = new Ticket(event);
        if (size == tickets.length) {
            grow();
        }
        rise(size++, dueNanos, sequence++, ticket);
        return ticket;
    }

    /// Plans an event `delay` from now.
    public Ticket after(Duration delay, Runnable event) {
        return at(Math.addExact(now, delay.toNanos()), event);
    }

    /// Takes an event back. Without effect once it has run or was cancelled.
    public void cancel(Ticket ticket) {
        if (ticket.place >= 0) {
            remove(ticket.place);
            ticket.place = -1;
        }
    }

    /// Moves to the next event that is due by `endNanos` and lets it happen. With none, moves to `endNanos`.
    ///
    /// @return false when nothing is due up to `endNanos`
    public boolean step(long endNanos) {
        if (size == 0 || dues[0] > endNanos) {
            now = Math.max(now, endNanos);
            return false;
        }
        eventsThisInstant = dues[0] == now ? eventsThisInstant + 1 : 0;
        if (eventsThisInstant > MAX_EVENTS_AN_INSTANT) {
            throw new IllegalStateException("time stands still at " + instant() + ": events keep planning for now");
        }
        now = dues[0]; // before the event, so that it sees its own time
        Ticket next = tickets[0];
        remove(0);
        next.place = -1;
        events++;
        next.event.run();
        return true;
    }

    /// Lets everything happen that is due up to `endNanos`, in order, and ends there.
    public void advanceTo(long endNanos) {
        while (step(endNanos)) {
            // each step is one event
        }
    }

    /// Lets everything happen that is due up to `end`, in order, and ends there.
    public void advanceTo(Instant end) {
        advanceTo(nanosAt(end));
    }

    /// Lets `length` pass.
    public void advance(Duration length) {
        advanceTo(Math.addExact(now, length.toNanos()));
    }

    /// When the next event is due, in nanoseconds since the start; `Long.MAX_VALUE` with none.
    public long nextDueNanos() {
        return size == 0 ? Long.MAX_VALUE : dues[0];
    }

    /// Events planned and not yet run.
    public int pending() {
        return size;
    }

    /// Events that have happened.
    public long events() {
        return events;
    }

    private void grow() {
        int wider = tickets.length * 2;
        dues = Arrays.copyOf(dues, wider);
        sequences = Arrays.copyOf(sequences, wider);
        tickets = Arrays.copyOf(tickets, wider);
    }

    private void remove(int place) {
        int last = --size;
        Ticket moved = tickets[last];
        long due = dues[last];
        long serial = sequences[last];
        tickets[last] = VACANT;
        if (place == last) {
            return;
        }
        if (place > 0 && before(due, serial, (place - 1) >>> 1)) {
            rise(place, due, serial, moved);
        } else {
            sink(place, due, serial, moved);
        }
    }

    /// Fills free places, so that a finished event is not kept alive.
    private static final Ticket VACANT = new Ticket(() -> {});

    private void rise(int from, long due, long serial, Ticket ticket) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!before(due, serial, parent)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        put(place, due, serial, ticket);
    }

    private void sink(int from, long due, long serial, Ticket ticket) {
        int place = from;
        int half = size >>> 1;
        while (place < half) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(dues[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (before(due, serial, child)) {
                break;
            }
            move(child, place);
            place = child;
        }
        put(place, due, serial, ticket);
    }

    private boolean before(long due, long serial, int place) {
        return due != dues[place] ? due < dues[place] : serial < sequences[place];
    }

    private void move(int from, int to) {
        put(to, dues[from], sequences[from], tickets[from]);
    }

    private void put(int place, long due, long serial, Ticket ticket) {
        dues[place] = due;
        sequences[place] = serial;
        tickets[place] = ticket;
        ticket.place = place;
    }
}
