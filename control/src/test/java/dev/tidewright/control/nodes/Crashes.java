package dev.tidewright.control.nodes;

/// Ends the loop's life after a given number of writes.
final class Crashes {
    private int left = Integer.MAX_VALUE;
    private int writes;

    void in(int writes) {
        left = writes;
    }

    int writes() {
        return writes;
    }

    void after(String what) {
        writes++;
        if (--left == 0) {
            throw new SmallCluster.Crash();
        }
    }
}
