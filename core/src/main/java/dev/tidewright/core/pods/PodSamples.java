package dev.tidewright.core.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One metric of many pods. Immutable; arrays rather than objects, because every sync of every autoscaler makes one.
public final class PodSamples {
    private final String[] pods;
    private final long[] milli;
    private final Instant[] times;
    private final Duration[] windows;
    private final boolean sorted;
    private final Map<String, Integer> places;

    private PodSamples(Builder from, boolean sorted, Map<String, Integer> places) {
        this.pods = Arrays.copyOf(from.pods, from.count);
        this.milli = Arrays.copyOf(from.milli, from.count);
        this.times = Arrays.copyOf(from.times, from.count);
        this.windows = Arrays.copyOf(from.windows, from.count);
        this.sorted = sorted;
        this.places = places;
    }

    public int size() {
        return pods.length;
    }

    public String pod(int place) {
        return pods[place];
    }

    /// Thousandths of the metric's unit.
    public long milli(int place) {
        return milli[place];
    }

    /// The end of the window.
    public Instant time(int place) {
        return times[place];
    }

    /// Over which the value was averaged.
    public Duration window(int place) {
        return windows[place];
    }

    /// Where the pod's sample is, or -1.
    ///
    /// @param guess where it would be if both lists held the same pods in the same order
    int find(String pod, int guess) {
        if (guess < pods.length && pods[guess].equals(pod)) {
            return guess;
        }
        if (sorted) {
            int place = Arrays.binarySearch(pods, pod);
            return Math.max(place, -1);
        }
        return places.getOrDefault(pod, -1);
    }

    /// Collects what a metrics API answers. Of two samples of one pod, the later one in the list counts.
    public static final class Builder {
        private String[] pods;
        private long[] milli;
        private Instant[] times;
        private Duration[] windows;
        private int count;

        public Builder(int expected) {
            pods = new String[expected];
            milli = new long[expected];
            times = new Instant[expected];
            windows = new Duration[expected];
        }

        public void add(String pod, Instant time, Duration window, long valueMilli) {
            if (count == pods.length) {
                grow();
            }
            pods[count] = pod;
            times[count] = time;
            windows[count] = window;
            milli[count] = valueMilli;
            count++;
        }

        private void grow() {
            int room = 2 * count + 8;
            pods = Arrays.copyOf(pods, room);
            milli = Arrays.copyOf(milli, room);
            times = Arrays.copyOf(times, room);
            windows = Arrays.copyOf(windows, room);
        }

        public PodSamples build() {
            for (int i = 1; i < count; i++) {
                if (pods[i - 1].compareTo(pods[i]) >= 0) {
                    return new PodSamples(this, false, indexed());
                }
            }
            return new PodSamples(this, true, Map.of());
        }

        private Map<String, Integer> indexed() {
            Map<String, Integer> places = new HashMap<>();
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int place =
                        Optional.ofNullable(places.putIfAbsent(pods[i], kept)).orElse(kept);
                pods[place] = pods[i];
                milli[place] = milli[i];
                times[place] = times[i];
                windows[place] = windows[i];
                kept = Math.max(kept, place + 1);
            }
            count = kept;
            return places;
        }
    }
}
