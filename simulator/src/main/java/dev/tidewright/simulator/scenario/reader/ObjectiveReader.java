package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.simulator.scenario.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `objectives`: what the run must keep to.
final class ObjectiveReader {
    private static final Pattern PERCENTILE = Pattern.compile("p\\d{1,2}(\\.\\d{1,3})?");
    private final Reading reading;

    ObjectiveReader(Reading reading) {
        this.reading = reading;
    }

    List<Objective> read(Fields scenario) {
        List<Objective> found = new ArrayList<>();
        Optional<Fields> objectives = scenario.mapping("objectives");
        if (objectives.isPresent()) {
            read(objectives.get(), found);
        }
        return found;
    }

    private void read(Fields objectives, List<Objective> found) {
        reading.entries(objectives, "latency", ObjectiveReader::latencies).forEach(found::addAll);
        found.addAll(reading.entries(
                objectives,
                "errors",
                entry -> new Objective.Errors(
                        entry.name(),
                        Units.share(entry.parent(), entry.name())
                                .orElseThrow(
                                        () -> entry.parent().complaint(entry.name(), "expected a share, e.g. 0.1%")))));
        reading.complaints()
                .check(() -> Units.duration(objectives, "pending")
                        .map(Objective.Pending::new)
                        .ifPresent(found::add));
        reading.complaints()
                .check(() -> Units.number(objectives, "cost")
                        .map(Objective.Cost::new)
                        .ifPresent(found::add));
        reading.complaints().check(objectives::refuseUnknown);
    }

    private static List<Objective> latencies(Reading.Entry entry) {
        Fields percentiles = entry.fields();
        List<Objective> found = new ArrayList<>();
        for (String name : percentiles.names()) {
            if (!PERCENTILE.matcher(name).matches() || Double.parseDouble(name.substring(1)) == 0) {
                throw percentiles.complaint(name, "expected a percentile such as p95 or p99.9");
            }
            found.add(new Objective.Latency(
                    entry.name(),
                    Double.parseDouble(name.substring(1)),
                    Units.length(percentiles, name)
                            .orElseThrow(() -> percentiles.complaint(name, "expected a duration, e.g. 300ms"))));
        }
        return found;
    }
}
