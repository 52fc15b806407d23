package dev.tidewright.control.nodes;

/// Room that is kept free for pods to come, so that they need not wait for a machine.
///
/// @param percent of the pods that run, 0 and up
/// @param pods    a fixed number of pods, 0 and up; the larger of the two counts
public record Headroom(int percent, int pods) {
    public static final Headroom NONE = new Headroom(0, 0);

    public Headroom {
        if (percent < 0 || pods < 0) {
            throw new IllegalArgumentException("headroom below zero: " + percent + "%, " + pods + " pods");
        }
    }

    /// Reads `10%`, or a number of pods.
    ///
    /// @throws IllegalArgumentException if the text is neither
    public static Headroom parse(String text) {
        try {
            return text.endsWith("%")
                    ? new Headroom(Integer.parseInt(text.substring(0, text.length() - 1)), 0)
                    : new Headroom(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--headroom: expected e.g. 10% or a number of pods, found '" + text + "'", e);
        }
    }

    public boolean isNone() {
        return percent == 0 && pods == 0;
    }

    /// For how many pods room is kept beside so many.
    int beside(int running) {
        return Math.max(pods, (int) Math.ceilDiv((long) running * percent, 100L));
    }
}
