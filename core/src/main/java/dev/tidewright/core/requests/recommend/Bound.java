package dev.tidewright.core.requests.recommend;

/// One of the three amounts that are recommended of a resource.
public enum Bound {
    TARGET("target"),
    LOWER("lower bound"),
    UPPER("upper bound");

    private final String words;

    Bound(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
