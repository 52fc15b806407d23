package dev.tidewright.kubernetes.api;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Requests sent so far, by method and status. Thread-safe.
public final class RequestCounts {
    private final ConcurrentSkipListMap<Sort, LongAdder> counts = new ConcurrentSkipListMap<>();

    /// @param status of HTTP; 0 where there was no answer, below it where the request was not sent
    public record Sort(String method, int status) implements Comparable<Sort> {
        @Override
        public int compareTo(Sort other) {
            int byMethod = method.compareTo(other.method);
            return byMethod != 0 ? byMethod : Integer.compare(status, other.status);
        }
    }

    void count(String method, int status) {
        counts.computeIfAbsent(new Sort(method, status), absent -> new LongAdder())
                .increment();
    }

    public SortedMap<Sort, Long> now() {
        SortedMap<Sort, Long> now = new TreeMap<>();
        counts.forEach((sort, count) -> now.put(sort, count.sum()));
        return now;
    }

    public long total() {
        return now().values().stream().mapToLong(Long::longValue).sum();
    }
}
