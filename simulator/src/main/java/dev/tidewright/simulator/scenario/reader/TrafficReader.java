package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Texts;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.TrafficSpec;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals.Point;
import dev.tidewright.simulator.scenario.TrafficSpec.Source;
import dev.tidewright.simulator.scenario.TrafficSpec.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads `traffic`: what comes in at each service, by the service's name. A list adds several sources up.
final class TrafficReader {
    private final Reading reading;
    private final Timeframe frame;
    private final Map<String, Function<Fields, Source>> sources = new LinkedHashMap<>();

    /// What of a recording is played.
    ///
    /// @param scaled the scenario's own length: the peak is that of this window, however much of it is played
    /// @param played how far points must reach
    record Timeframe(Instant start, Duration scaled, Duration played) {}

    TrafficReader(Reading reading, Timeframe frame) {
        this.reading = reading;
        this.frame = frame;
        ShapeReader shapes = new ShapeReader(frame.start(), frame.played());
        sources.put("trace", this::trace);
        sources.put("constant", shapes::constant);
        sources.put("step", of("step", shapes::step));
        sources.put("ramp", of("ramp", shapes::ramp));
        sources.put("day", of("day", shapes::day));
        sources.put("week", of("week", shapes::week));
        sources.put("flashCrowd", of("flashCrowd", shapes::flashCrowd));
        sources.put("blackFriday", of("blackFriday", shapes::blackFriday));
        sources.put("outage", of("outage", shapes::outage));
        sources.put("curve", traffic -> shapes.curve(inner(traffic, "curve")));
        sources.put("users", of("users", TrafficReader::users));
    }

    private static Function<Fields, Source> of(String name, Function<Fields, Source> reader) {
        return traffic -> {
            Fields shape = inner(traffic, name);
            Source source = reader.apply(shape);
            shape.refuseUnknown();
            return source;
        };
    }

    private static Fields inner(Fields traffic, String name) {
        return traffic.mapping(name).orElseThrow(() -> traffic.complaint(name, "expected a mapping"));
    }

    List<TrafficSpec> read(Fields scenario) {
        List<TrafficSpec> all = new ArrayList<>();
        reading.entries(scenario, "traffic", this::sourcesOf).forEach(all::addAll);
        return all;
    }

    private List<TrafficSpec> sourcesOf(Reading.Entry entry) {
        if (entry.document() instanceof Document.Sequence) {
            return reading.items(entry.parent(), entry.name(), fields -> new TrafficSpec(entry.name(), source(fields)));
        }
        return List.of(new TrafficSpec(entry.name(), source(entry.fields())));
    }

    private Source source(Fields traffic) {
        List<String> named =
                traffic.names().stream().filter(sources::containsKey).toList();
        Function<Fields, Source> reader = named.size() == 1 ? sources.get(named.getFirst()) : null;
        if (reader == null) {
            String known = String.join(", ", sources.keySet());
            throw new BadInput(traffic.place(), traffic.path(""), "expected one of " + known);
        }
        Source source = reader.apply(traffic);
        traffic.refuseUnknown();
        return source;
    }

    private static Users users(Fields users) {
        return new Users(
                Units.count(users, "count", 1).orElseThrow(() -> Units.missing(users, "count", "a number of users")),
                Units.distribution(users, "think")
                        .orElseThrow(() -> Units.missing(users, "think", "time between two requests, e.g. 5s")),
                Units.duration(users, "rampUp").orElse(Duration.ZERO));
    }

    private Arrivals trace(Fields traffic) {
        String file = traffic.requiredText("trace");
        Path path = traffic.document("trace")
                .map(document -> ScenarioDocument.folderOf(document.place())
                        .resolve(file)
                        .normalize())
                .orElseThrow();
        String text = Texts.read(path)
                .orElseThrow(() -> traffic.complaint("trace", "no such file, or not UTF-8 text: " + path));
        Trace trace = Trace.parse(path.toString(), text);
        double peak = Units.rate(traffic, "peak")
                .orElseThrow(() -> Units.missing(traffic, "peak", "the rate of its highest point, e.g. 2400/s"));
        Instant from = from(traffic, trace);
        Duration bridged = Units.duration(traffic, "gaps").orElse(Duration.ZERO);
        refuseShort(traffic, trace, from);
        List<Trace.Point> window = trace.window(from, from.plus(frame.played()), bridged);
        List<Trace.Point> scaled = trace.window(from, from.plus(frame.scaled()), bridged);
        double highest = scaled.stream().mapToDouble(Trace.Point::value).max().orElse(0);
        if (highest == 0) {
            throw traffic.complaint("from", "nothing came in during that window; expected traffic");
        }
        List<Point> points = new ArrayList<>();
        for (Trace.Point point : window) {
            points.add(new Point(Duration.between(from, point.at()), point.value() * peak / highest));
        }
        return new Arrivals(description(trace, from, highest, peak), points);
    }

    private static Instant from(Fields traffic, Trace trace) {
        return Units.value(
                        traffic,
                        "from",
                        "a time of the trace, e.g. 2014-04-15 06:00",
                        text -> Trace.instant(text).orElseThrow(() -> new IllegalArgumentException(text)))
                .orElse(trace.first());
    }

    private void refuseShort(Fields traffic, Trace trace, Instant from) {
        Duration longest = frame.played().compareTo(frame.scaled()) > 0 ? frame.played() : frame.scaled();
        if (from.isBefore(trace.first()) || from.plus(longest).isAfter(trace.last())) {
            String expected = "the trace runs from %s to %s; expected %s of it from %s on"
                    .formatted(trace.first(), trace.last(), Durations.format(longest), from);
            throw traffic.complaint("from", expected);
        }
    }

    private static String description(Trace trace, Instant from, double highest, double peak) {
        return "%s from %s, a point each %s, scaled so that its highest (%s) is %s/s; linear between points"
                .formatted(
                        Path.of(trace.file()).getFileName(),
                        from,
                        Durations.format(trace.step()),
                        number(highest),
                        number(peak));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
