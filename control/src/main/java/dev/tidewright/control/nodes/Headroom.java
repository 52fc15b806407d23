package dev.tidewright.control.nodes;

/// Room that is kept free for pods to come, so that they need not wait for a machine.
///
/// @param percent of the pods that run, 0 and up
/// @param pods    a fixed number of pods, 0 and up; the larger of the two counts
/// @param measured as much as demand rose at most within one lead time of machines during the last 25 hours
public record Headroom(int percent, int pods, boolean measured) {
    public static final Headroom NONE = new Headroom(0, 0, false);
    private static final Headroom MEASURED = new Headroom(0, 0, true);

    public Headroom {
        if (percent < 0 || pods < 0) {
            throw new IllegalArgumentException("headroom below zero: " + percent + "%, " + pods + " pods");
        }
    }

    /// Reads `10%`, a number of pods, or `auto`, which measures.
    ///
    /// @throws IllegalArgumentException if the text is none of them
    public static Headroom parse(String text) {
        if (text.equals("auto")) {
            return MEASURED;
        }
        try {
            return text.endsWith("%")
                    ? new Headroom(Integer.parseInt(text.substring(0, text.length() - 1)), 0, false)
                    : new Headroom(0, Integer.parseInt(text), false);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--headroom: expected e.g. 10%, a number of pods, or auto, found '" + text + "'", e);
        }
    }

    public boolean isNone() {
        return percent == 0 && pods == 0 && !measured;
    }

    /// For how many pods room is kept beside so many.
    int beside(int running) {
        return Math.max(pods, (int) Math.ceilDiv((long) running * percent, 100L));
    }
}
