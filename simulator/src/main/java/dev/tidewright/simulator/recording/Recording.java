package dev.tidewright.simulator.recording;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that was measured in a run. Immutable.
///
/// @param grid         as planned; a run that was cut short has fewer [#rows]
/// @param end          when the last sample was taken
/// @param planned      when the run was to end; after `end` where it was cut short
/// @param rows         how many rows there are
/// @param worstMinutes the worst first; bounded
/// @param minutesInBreach minutes in which any request failed or came late
public record Recording(
        Grid grid,
        Instant end,
        Instant planned,
        int rows,
        List<Series> series,
        List<LatencySeries> latencies,
        List<ServiceBreaches> breaches,
        List<Minute> worstMinutes,
        long minutesInBreach) {
    public Recording {
        series = List.copyOf(series);
        latencies = List.copyOf(latencies);
        breaches = List.copyOf(breaches);
        worstMinutes = List.copyOf(worstMinutes);
    }

    /// Whether the run was cut short.
    public boolean isPartial() {
        return end.isBefore(planned);
    }

    public Optional<Series> find(String subject, String measure) {
        for (Series one : series) {
            if (one.subject().equals(subject) && one.measure().equals(measure)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// A counter's growth over the run; 0 where it was not recorded.
    public long total(String subject, String measure) {
        return find(subject, measure)
                .map(Series::values)
                .map(values -> values instanceof Series.Counter counter ? counter.total() : 0L)
                .orElse(0L);
    }

    public Optional<LatencySeries> latencies(String subject) {
        return latencies.stream().filter(one -> one.subject().equals(subject)).findFirst();
    }

    public Breaches totalBreaches() {
        Breaches sum = Breaches.NONE;
        for (ServiceBreaches service : breaches) {
            sum = sum.plus(service.breaches());
        }
        return sum;
    }

    /// The breaches of one service over the run.
    public record ServiceBreaches(String subject, Breaches breaches) {}
}
