package dev.tidewright.core.pods;

/// Numbers as Go converts them on amd64, where upstream's answers were recorded: what does not fit, and NaN,
/// becomes the type's smallest number. (On arm64 it becomes the nearest one, as Java's own casts have it.)
final class Amd64 {
    private Amd64() {}

    static int toInt(double number) {
        boolean fits = number > Integer.MIN_VALUE - 1.0 && number < Integer.MAX_VALUE + 1.0;
        return fits ? (int) number : Integer.MIN_VALUE;
    }

    static long toLong(double number) {
        boolean fits = number >= Long.MIN_VALUE && number < Long.MAX_VALUE;
        return fits ? (long) number : Long.MIN_VALUE;
    }
}
