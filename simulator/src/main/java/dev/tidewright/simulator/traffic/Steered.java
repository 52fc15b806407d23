package dev.tidewright.simulator.traffic;

import java.util.Optional;

/// The scenario's own source, until somebody sets another in its place and takes it away again.
public final class Steered implements Source {
    private final Source own;
    private Optional<Source> other = Optional.empty();

    public Steered(Source own) {
        this.own = own;
    }

    /// Requests come from `source` from the next step on.
    public void to(Source source) {
        other = Optional.of(source);
    }

    /// Requests come as the scenario has them.
    public void release() {
        other = Optional.empty();
    }

    public boolean isSteered() {
        return other.isPresent();
    }

    private Source source() {
        return other.orElse(own);
    }

    @Override
    public void draw(double seconds) {
        source().draw(seconds);
    }

    @Override
    public long count() {
        return source().count();
    }

    @Override
    public long again() {
        return source().again();
    }

    @Override
    public double expected() {
        return source().expected();
    }
}
