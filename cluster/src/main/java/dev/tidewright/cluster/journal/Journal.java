package dev.tidewright.cluster.journal;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The one timeline. Append only; entries of one run are numbered from 1.
public interface Journal {
    /// Appends and returns the entry's number.
    long record(Entry entry);

    /// The number of the last entry about an object, for use as a cause.
    Optional<Long> latest(ObjectKey object);

    /// One thing that was decided or that happened.
    ///
    /// @param actor  who: `pods`, `nodes`, `scheduler`, `kubelet`, `cloud`, `deployment`, `fault`, `traffic`, …
    /// @param object what it is about
    /// @param verb   what was done, one word: `scale`, `hold`, `order`, `bind`, `ready`, `evict`, `fail`, …
    /// @param causes numbers of the entries that led here
    record Entry(Instant at, String actor, ObjectKey object, String verb, Explanation why, List<Long> causes) {
        public Entry {
            causes = List.copyOf(causes);
        }
    }
}
