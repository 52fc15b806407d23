package dev.tidewright.simulator.faults;

/// The caches, as far as a fault reaches them.
public interface CacheFaults {
    /// Every entry is gone now; the keys asked for next are misses.
    void flush(String cache);
}
