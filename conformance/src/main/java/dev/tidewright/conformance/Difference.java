package dev.tidewright.conformance;

/// The first field of a case in which we and upstream part.
///
/// @param field path below `expected`
public record Difference(String field, String expected, String actual) {
    @Override
    public String toString() {
        return field + ": expected " + expected + ", got " + actual;
    }
}
