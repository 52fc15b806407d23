package dev.tidewright.conformance;

import java.util.List;

/// Every player there is.
public final class Players {
    private Players() {}

    public static List<Player> all() {
        return List.of(new PredicatesPlayer(), new ScaleDownPlayer());
    }
}
