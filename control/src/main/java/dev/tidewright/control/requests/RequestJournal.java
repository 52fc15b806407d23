package dev.tidewright.control.requests;

import dev.tidewright.cluster.journal.Journal;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what was decided into the one timeline and the log, in the same words.
final class RequestJournal {
    /// The actor of all entries.
    static final String ACTOR = "requests";

    private static final Logger LOG = LoggerFactory.getLogger(RequestJournal.class);

    private final Journal journal;
    private final InstantSource clock;

    RequestJournal(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// @param causes objects whose last entries led here
    void tell(ObjectKey about, String verb, Explanation why, ObjectKey... causes) {
        List<Long> numbers = new ArrayList<>(causes.length);
        for (ObjectKey cause : causes) {
            journal.latest(cause).filter(number -> !numbers.contains(number)).ifPresent(numbers::add);
        }
        LOG.info("loop={} object={} verb={} why=\"{}\"", ACTOR, about, verb, why);
        journal.record(new Journal.Entry(clock.instant(), ACTOR, about, verb, why, numbers));
    }
}
