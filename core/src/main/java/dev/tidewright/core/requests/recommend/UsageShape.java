package dev.tidewright.core.requests.recommend;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.requests.usage.ContainerUsage;
import dev.tidewright.core.requests.usage.Histogram;
import dev.tidewright.core.requests.usage.Histogram.Share;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// What a recommendation looked at: the fading histograms of a container's usage, bucket by bucket.
public final class UsageShape {
    private static final double MEBI = 1 << 20;

    private UsageShape() {}

    public static Explanation of(String container, ContainerUsage usage) {
        return Explanation.because("what container " + container + " used, the older the less it counts")
                .step(shape("cpu", usage.cpu(), cores -> Math.round(cores * 1_000) + "m"))
                .step(shape("memory peaks", usage.memory(), bytes -> Math.round(bytes / MEBI) + " MiB"));
    }

    private static Explanation shape(String name, Histogram histogram, DoubleFunction<String> words) {
        Explanation shape = Explanation.because(name);
        for (Share share : histogram.shares()) {
            shape = shape.given(
                    words.apply(share.from()) + " to " + words.apply(share.to()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * share.share()));
        }
        return shape;
    }
}
