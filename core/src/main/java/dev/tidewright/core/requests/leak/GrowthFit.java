package dev.tidewright.core.requests.leak;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A line through memory over time and load, by least squares, with a level of its own for each life of the container:
/// a restart begins anew.
///
/// @param bytesPerSecond growth at a load that stays the same
/// @param bytesPerLoad   memory that a unit of load needs
/// @param explained      the share of memory's movement, load's part taken out, that time explains; 0 to 1
/// @param loadExplains   the share of all movement that load alone explains; 0 to 1
/// @param meanBytes      over all readings
/// @param seconds        all lives together
record GrowthFit(
        double bytesPerSecond,
        double bytesPerLoad,
        double explained,
        double loadExplains,
        double meanBytes,
        double seconds) {
    /// @param lives each in order of time
    static GrowthFit of(List<List<MemoryReading>> lives) {
        var sums = new Sums();
        lives.forEach(sums::add);
        return sums.fit();
    }

    /// The later half of each life.
    static GrowthFit ofLaterHalves(List<List<MemoryReading>> lives) {
        return of(lives.stream()
                .map(life -> life.subList(life.size() / 2, life.size()))
                .toList());
    }

    /// Sums of products of deviations from each life's means.
    private static final class Sums {
        private double tt;
        private double ll;
        private double mm;
        private double tl;
        private double tm;
        private double lm;
        private double bytes;
        private double seconds;
        private int count;

        void add(List<MemoryReading> life) {
            if (life.size() < 2) {
                return;
            }
            Instant begin = life.getFirst().at();
            double meanTime = mean(life, reading -> seconds(begin, reading.at()));
            double meanLoad = mean(life, MemoryReading::load);
            double meanBytes = mean(life, reading -> reading.used().count());
            for (MemoryReading reading : life) {
                double t = seconds(begin, reading.at()) - meanTime;
                double l = reading.load() - meanLoad;
                double m = reading.used().count() - meanBytes;
                tt += t * t;
                ll += l * l;
                mm += m * m;
                tl += t * l;
                tm += t * m;
                lm += l * m;
            }
            seconds += seconds(begin, life.getLast().at());
            bytes += meanBytes * life.size();
            count += life.size();
        }

        private static double seconds(Instant from, Instant to) {
            return Duration.between(from, to).toMillis() / 1_000.0;
        }

        private static double mean(List<MemoryReading> life, ToDoubleFunction<MemoryReading> figure) {
            double sum = 0;
            for (MemoryReading reading : life) {
                sum += figure.applyAsDouble(reading);
            }
            return sum / life.size();
        }

        GrowthFit fit() {
            // time's part once load is taken out of both; where the two move as one, nothing is left of it
            double timeLeft = ll > 0 ? tt - tl * tl / ll : tt;
            double memoryLeft = ll > 0 ? mm - lm * lm / ll : mm;
            double both = ll > 0 ? tm - tl * lm / ll : tm;
            boolean tells = timeLeft > tt * 1e-9 && memoryLeft > 0;
            double slope = tells ? both / timeLeft : 0;
            return new GrowthFit(
                    slope,
                    ll > 0 ? (lm - slope * tl) / ll : 0,
                    tells ? both * both / (timeLeft * memoryLeft) : 0,
                    ll > 0 && mm > 0 ? lm * lm / (ll * mm) : 0,
                    count == 0 ? 0 : bytes / count,
                    seconds);
        }
    }

    /// Growth over all the time that was read, as a share of mean memory.
    double growth() {
        return meanBytes == 0 ? 0 : bytesPerSecond * seconds / meanBytes;
    }
}
