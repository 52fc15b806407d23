package dev.tidewright.insight.limits;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.insight.run.Faults;
import dev.tidewright.insight.run.Owners;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.run.Words;
import dev.tidewright.simulator.recording.Ledger.Line;
import dev.tidewright.simulator.recording.Measures;
import dev.tidewright.simulator.recording.Minute;
import dev.tidewright.simulator.recording.Minute.Reading;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// One minute and all that is known about it: the evidence for [Limits].
final class Scene {
    /// How far back a cause of what goes on in the minute is looked for.
    static final Duration REACH = Duration.ofMinutes(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Run run;
    private final Minute minute;
    private final Owners owners;
    private final List<Entry> before;
    private final List<Entry> after;

    Scene(Run run, Minute minute) {
        this.run = run;
        this.minute = minute;
        this.owners = new Owners(run.scenario());
        var before = new ArrayList<Entry>();
        var after = new ArrayList<Entry>();
        for (Line line : run.journal()) {
            Instant at = line.entry().at();
            if (at.isBefore(minute.start().plus(MINUTE))) {
                before.add(line.entry());
            } else if (at.isBefore(minute.start().plus(MINUTE).plus(REACH))) {
                after.add(line.entry());
            }
        }
        this.before = before;
        this.after = after;
    }

    Scenario scenario() {
        return run.scenario();
    }

    Owners owners() {
        return owners;
    }

    Minute minute() {
        return minute;
    }

    boolean isActive(Fault fault) {
        return Faults.isActive(fault, run.scenario(), start(), end());
    }

    Instant start() {
        return minute.start();
    }

    Instant end() {
        return minute.start().plus(MINUTE);
    }

    String clock(Instant at) {
        return Words.clock(at, run.scenario().length());
    }

    /// The peak of a gauge, or the growth of a counter; 0 where there is none.
    double peak(String subject, String measure) {
        return minute.reading(subject, measure).map(Reading::peak).orElse(0d);
    }

    double mean(String subject, String measure) {
        return minute.reading(subject, measure).map(Reading::mean).orElse(0d);
    }

    /// The subjects with a prefix that were read in this minute.
    List<String> subjects(String prefix) {
        var subjects = new LinkedHashSet<String>();
        for (Reading reading : minute.readings()) {
            if (reading.subject().startsWith(prefix)) {
                subjects.add(reading.subject());
            }
        }
        return List.copyOf(subjects);
    }

    /// A cache's misses over all its look-ups of the run.
    double usualMissShare(String subject) {
        double hits = run.recording().total(subject, Measures.HITS);
        double misses = run.recording().total(subject, Measures.MISSES);
        return hits + misses == 0 ? 0 : misses / (hits + misses);
    }

    /// Entries from [#REACH] before the minute's end up to its end, the latest last.
    List<Entry> recent(String actor, String verb) {
        return select(
                before,
                entry -> entry.actor().equals(actor)
                        && entry.verb().equals(verb)
                        && entry.at().isAfter(end().minus(REACH)));
    }

    /// Entries of the ten minutes after the minute.
    List<Entry> following(String actor, String verb) {
        return select(
                after, entry -> entry.actor().equals(actor) && entry.verb().equals(verb));
    }

    private static List<Entry> select(List<Entry> entries, Predicate<Entry> which) {
        return entries.stream().filter(which).toList();
    }

    /// What each autoscaler had decided last when the minute ended.
    Map<ObjectKey, Entry> decisions() {
        var latest = new LinkedHashMap<ObjectKey, Entry>();
        for (Entry entry : before) {
            if (entry.actor().equals("pods")
                    && (entry.verb().equals("scale") || entry.verb().equals("hold"))) {
                latest.put(entry.object(), entry);
            }
        }
        return latest;
    }

    /// Whether anything of an object was written down before the minute's end, and what came last.
    Optional<Entry> latest(ObjectKey object, Predicate<Entry> which) {
        Entry found = null;
        for (Entry entry : before) {
            if (entry.object().equals(object) && which.test(entry)) {
                found = entry;
            }
        }
        return Optional.ofNullable(found);
    }

    /// When each pod that had no node at some time of this minute began to wait, until when it did.
    List<Wait> waits() {
        var open = new LinkedHashMap<ObjectKey, Entry>();
        var waits = new ArrayList<Wait>();
        for (Entry entry : before) {
            switch (entry.verb()) {
                case "unschedulable" -> open.putIfAbsent(entry.object(), entry);
                case "bind", "delete", "end" -> {
                    Entry since = open.remove(entry.object());
                    if (since != null && entry.at().isAfter(start())) {
                        waits.add(new Wait(since, entry.at()));
                    }
                }
                default -> {}
            }
        }
        open.values().forEach(since -> waits.add(new Wait(since, end())));
        return waits;
    }

    /// Pods bound or created but not ready at the minute's end, with the time of their latest entry.
    List<ObjectKey> starting() {
        var bound = new LinkedHashSet<ObjectKey>();
        for (Entry entry : before) {
            switch (entry.verb()) {
                case "bind" -> bound.add(entry.object());
                case "ready" -> {
                    if (entry.at().isBefore(start().plusSeconds(30))) {
                        bound.remove(entry.object());
                    }
                }
                case "delete", "end", "evict" -> bound.remove(entry.object());
                default -> {}
            }
        }
        return List.copyOf(bound);
    }

    /// A pod's wait for a node.
    record Wait(Entry unschedulable, Instant until) {}
}
