package dev.tidewright.simulator.controllers;

/// A count that is written as a whole number or as a share of a total: `3`, `25%`.
final class IntOrPercent {
    private IntOrPercent() {}

    /// @throws IllegalArgumentException if the text is neither
    static int floor(String text, int total) {
        return isPercent(text) ? Math.toIntExact((long) percent(text) * total / 100) : whole(text);
    }

    /// @throws IllegalArgumentException if the text is neither
    static int ceiling(String text, int total) {
        return isPercent(text) ? Math.toIntExact(((long) percent(text) * total + 99) / 100) : whole(text);
    }

    static boolean isPercent(String text) {
        return text.endsWith("%");
    }

    private static int percent(String text) {
        return whole(text.substring(0, text.length() - 1));
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a count or percentage: '" + text + "'", e);
        }
    }
}
