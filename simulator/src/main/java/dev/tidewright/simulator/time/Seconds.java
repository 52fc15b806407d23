package dev.tidewright.simulator.time;

/// Lengths of virtual time as journals give them: in seconds, with three decimals.
public final class Seconds {
    private Seconds() {}

    /// @param nanos 0 and up; what is below a thousandth of a second is cut off
    public static String of(long nanos) {
        long millis = nanos / 1_000_000;
        long thousandths = millis % 1_000;
        String zeros = thousandths < 10 ? "00" : thousandths < 100 ? "0" : "";
        return millis / 1_000 + "." + zeros + thousandths;
    }
}
