package dev.tidewright.simulator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PopularityTest {
    @Test
    void hitsAsOftenAsARealLeastRecentlyUsedCache() {
        int keys = 5_000;
        int room = 500;
        var popularity = new Popularity(keys, 0.8);
        double told = popularity.hitsByUse(popularity.lookUpsUntil(room));
        assertThat(told).isCloseTo(simulated(keys, room, 0.8), within(0.01));
    }

    private static double simulated(int keys, int room, double skew) {
        double[] upTo = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += StrictMath.pow(i + 1, -skew);
            upTo[i] = sum;
        }
        Map<Integer, Boolean> cache = new LinkedHashMap<>(16, 0.75f, true);
        var random = new SplittableRandom(3);
        int hits = 0;
        int asked = 200_000;
        for (int i = 0; i < 2 * asked; i++) {
            int found = java.util.Arrays.binarySearch(upTo, random.nextDouble() * sum);
            int key = found < 0 ? -found - 1 : found;
            boolean hit = cache.get(key) != null;
            hits += hit && i >= asked ? 1 : 0;
            cache.put(key, true);
            if (cache.size() > room) {
                cache.remove(cache.keySet().iterator().next());
            }
        }
        return (double) hits / asked;
    }

    @Test
    void holdsEveryKeyWhenThereIsRoomForAll() {
        var popularity = new Popularity(1_000, 1);
        assertThat(popularity.lookUpsUntil(1_000)).isInfinite();
        assertThat(popularity.hitsByUse(1e12)).isCloseTo(1, within(1e-6));
    }
}
