package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Complaints;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One reading of one scenario: what went wrong so far, what was assumed, which names are known. Not thread-safe.
final class Reading {
    private final Complaints complaints;
    private final Workloads workloads;
    private final Set<String> assumptions = new LinkedHashSet<>();

    Reading(Complaints complaints, Workloads workloads) {
        this.complaints = complaints;
        this.workloads = workloads;
    }

    Complaints complaints() {
        return complaints;
    }

    Workloads workloads() {
        return workloads;
    }

    List<String> assumptions() {
        return List.copyOf(assumptions);
    }

    void assume(String sentence) {
        assumptions.add(sentence);
    }

    /// Reads each entry of a mapping by name; one that cannot be read is left out and its complaint kept.
    <T> List<T> entries(Fields parent, String name, Function<Entry, T> reader) {
        List<T> found = new ArrayList<>();
        complaints.check(() -> parent.mapping(name)
                .ifPresent(entries -> entries.names()
                        .forEach(key -> complaints
                                .attempt(() -> reader.apply(new Entry(key, entries)))
                                .ifPresent(found::add))));
        return found;
    }

    /// Reads each item of a list of mappings.
    <T> List<T> items(Fields parent, String name, Function<Fields, T> reader) {
        List<T> found = new ArrayList<>();
        complaints.check(() -> parent.list(name, item -> {
            complaints.attempt(() -> reader.apply(item.fields())).ifPresent(found::add);
            return item;
        }));
        return found;
    }

    /// One named entry of a mapping.
    record Entry(String name, Fields parent) {
        /// @throws BadInput where the entry is no mapping
        Fields fields() {
            return parent.mapping(name).orElseThrow(() -> parent.complaint(name, "expected a mapping"));
        }

        Document document() {
            return parent.document(name).orElseThrow(() -> parent.complaint(name, "expected a value"));
        }
    }
}
