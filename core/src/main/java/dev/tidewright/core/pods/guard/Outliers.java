package dev.tidewright.core.pods.guard;

import dev.tidewright.core.pods.PodSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pods whose samples are so far off the others' that they say more about the metric than about the pod:
/// exactly zero, or more than twenty times the median. With fewer than three pods nobody can tell.
final class Outliers {
    private static final int FEWEST = 3;
    private static final long TIMES_MEDIAN = 20;
    private static final int NAMED = 5;

    private final PodSamples samples;
    private final List<Integer> places = new ArrayList<>();

    private Outliers(PodSamples samples) {
        this.samples = samples;
    }

    static Outliers of(PodSamples samples) {
        var outliers = new Outliers(samples);
        if (samples.size() >= FEWEST) {
            long median = median(samples);
            for (int i = 0; i < samples.size(); i++) {
                long value = samples.milli(i);
                if (median > 0 && (value == 0 || value / TIMES_MEDIAN > median)) {
                    outliers.places.add(i);
                }
            }
        }
        return outliers;
    }

    private static long median(PodSamples samples) {
        long[] values = new long[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.milli(i);
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /// More than a third of the pods: then it is not they that are odd.
    boolean tooMany() {
        return places.size() * 3 > samples.size();
    }

    /// All samples but theirs.
    PodSamples rest() {
        var rest = new PodSamples.Builder(samples.size());
        int next = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (next < places.size() && places.get(next) == i) {
                next++;
            } else {
                rest.add(samples.pod(i), samples.time(i), samples.window(i), samples.milli(i));
            }
        }
        return rest.build();
    }

    /// `web-3 (50,000m)`, a few of them.
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (int place : places.subList(0, Math.min(NAMED, places.size()))) {
            words.add(samples.pod(place) + " (" + samples.milli(place) + "m)");
        }
        return String.join(", ", words) + (places.size() > NAMED ? " and " + (places.size() - NAMED) + " more" : "");
    }
}
