package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.TrafficSpec.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads the generated shapes of traffic.
final class ShapeReader {
    private static final double DAY_SECONDS = 86_400;
    private final Instant start;
    private final Duration end;

    /// @param start of the scenario: shapes with a time of day follow its clock
    /// @param end   how far points must reach
    ShapeReader(Instant start, Duration end) {
        this.start = start;
        this.end = end;
    }

    /// `constant: 200/s`
    Arrivals constant(Fields traffic) {
        double rate = rate(traffic, "constant");
        return new Arrivals("constant", Curve.from(rate).until(end));
    }

    /// `step: {from: 100/s, to: 900/s, at: 30m}`
    Arrivals step(Fields step) {
        Duration at = time(step, "at");
        var curve = Curve.from(rate(step, "from")).jump(at, Duration.ofSeconds(1), rate(step, "to"));
        return new Arrivals("a step at " + Durations.format(at), curve.until(end));
    }

    /// `ramp: {from: 100/s, to: 900/s, at: 10m, over: 30m}`
    Arrivals ramp(Fields ramp) {
        Duration at = Units.duration(ramp, "at").orElse(Duration.ZERO);
        Duration over = length(ramp, "over");
        var curve = Curve.from(rate(ramp, "from")).stayUntil(at).to(at.plus(over), rate(ramp, "to"));
        String words = "a ramp from " + Durations.format(at) + " over " + Durations.format(over);
        return new Arrivals(words, curve.until(end));
    }

    /// `day: {low: 80/s, peak: 900/s, peakAt: "20:00"}`: a cosine over the day, by UTC.
    Arrivals day(Fields day) {
        double low = rate(day, "low");
        double peak = rate(day, "peak");
        Units.refuseOver(day, "low", low, "peak", peak);
        LocalTime peakAt = timeOfDay(day, "peakAt");
        var points = Curve.smooth(end, seconds -> ofDay(seconds, low, peak, peakAt));
        return new Arrivals("a day's rhythm with its peak at " + peakAt + " UTC", points);
    }

    /// `week: {low: 80/s, peak: 900/s, peakAt: "20:00", weekend: 60%}`: a day's rhythm, lower on Saturday and Sunday.
    Arrivals week(Fields week) {
        double low = rate(week, "low");
        double peak = rate(week, "peak");
        Units.refuseOver(week, "low", low, "peak", peak);
        LocalTime peakAt = timeOfDay(week, "peakAt");
        double weekend = Units.share(week, "weekend").orElse(1.0);
        var points = Curve.smooth(end, seconds -> {
            int day = start.plusSeconds((long) seconds)
                    .atZone(ZoneOffset.UTC)
                    .getDayOfWeek()
                    .getValue();
            return ofDay(seconds, low, peak, peakAt) * (day >= 6 ? weekend : 1);
        });
        return new Arrivals("a week's rhythm with its daily peak at " + peakAt + " UTC", points);
    }

    private double ofDay(double seconds, double low, double peak, LocalTime peakAt) {
        double clock = start.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() + seconds;
        double angle = 2 * Math.PI * (clock - peakAt.toSecondOfDay()) / DAY_SECONDS;
        return low + (peak - low) * (1 + StrictMath.cos(angle)) / 2;
    }

    /// `flashCrowd: {base: 100/s, peak: 2000/s, at: 30m, rise: 2m, hold: 10m, fall: 30m}`
    Arrivals flashCrowd(Fields crowd) {
        double base = rate(crowd, "base");
        Duration at = time(crowd, "at");
        Duration rise = Units.length(crowd, "rise").orElse(Duration.ofMinutes(2));
        Duration hold = Units.duration(crowd, "hold").orElse(Duration.ofMinutes(10));
        Duration fall = Units.length(crowd, "fall").orElse(Duration.ofMinutes(30));
        var curve = Curve.from(base)
                .jump(at, rise, rate(crowd, "peak"))
                .stayUntil(at.plus(rise).plus(hold))
                .decay(fall, base);
        return new Arrivals("a flash crowd at " + Durations.format(at), curve.until(end));
    }

    /// `blackFriday: {base: 200/s, peak: 3000/s, doors: 2h}`: people gather during the two hours before the doors open
    /// (to a third of the peak), all come within a minute, then half of them stay through the day.
    Arrivals blackFriday(Fields sale) {
        double base = rate(sale, "base");
        double peak = rate(sale, "peak");
        Units.refuseOver(sale, "base", base, "peak", peak);
        Duration doors = time(sale, "doors");
        Duration gathering = Duration.ofHours(2).compareTo(doors) < 0 ? Duration.ofHours(2) : doors;
        double waiting = base + (peak - base) / 3;
        var curve = Curve.from(base)
                .stayUntil(doors.minus(gathering))
                .to(doors, waiting)
                .to(doors.plusMinutes(1), peak)
                .stayUntil(doors.plusMinutes(15))
                .decay(Duration.ofHours(2), base + (peak - base) / 2)
                .stayUntil(doors.plusHours(10))
                .decay(Duration.ofHours(4), base);
        return new Arrivals("a sale whose doors open at " + Durations.format(doors), curve.until(end));
    }

    /// `outage: {base: 500/s, at: 20m, for: 5m, reconnect: 1500/s, settle: 10m}`: nobody comes through, then all at
    /// once.
    Arrivals outage(Fields outage) {
        double base = rate(outage, "base");
        Duration at = time(outage, "at");
        Duration back = at.plus(length(outage, "for"));
        Duration settle = Units.length(outage, "settle").orElse(Duration.ofMinutes(10));
        Duration second = Duration.ofSeconds(1);
        var curve = Curve.from(base)
                .jump(at, second, 0)
                .jump(back, second, rate(outage, "reconnect"))
                .decay(settle, base);
        String words =
                "an outage from " + Durations.format(at) + " to " + Durations.format(back) + ", then all reconnect";
        return new Arrivals(words, curve.until(end));
    }

    /// `curve: {0s: 100/s, 30m: 900/s, 1h: 100/s}`: straight lines between the points given.
    Arrivals curve(Fields curve) {
        Curve built = new Curve();
        Duration before = Duration.ofNanos(-1);
        for (String name : curve.names()) {
            Duration at = timeOf(curve, name);
            if (at.compareTo(before) <= 0) {
                throw curve.complaint(name, "expected a time after the one before");
            }
            if (before.isNegative() && !at.isZero()) {
                built.to(Duration.ZERO, rate(curve, name));
            }
            built.to(at, rate(curve, name));
            before = at;
        }
        if (before.isNegative()) {
            throw new dev.tidewright.cluster.documents.BadInput(
                    curve.place(), curve.path(""), "expected times with rates, e.g. {0s: 100/s, 30m: 900/s}");
        }
        return new Arrivals("a curve through given points", built.until(end));
    }

    private static Duration timeOf(Fields curve, String name) {
        try {
            Duration at = Durations.parse(name);
            if (!at.isNegative()) {
                return at;
            }
        } catch (IllegalArgumentException e) {
            // said below, with the place
        }
        throw curve.complaint(name, "expected a time since the start, e.g. 30m");
    }

    private static double rate(Fields fields, String name) {
        return Units.rate(fields, name).orElseThrow(() -> Units.missing(fields, name, "a rate, e.g. 200/s"));
    }

    private static Duration time(Fields fields, String name) {
        return Units.duration(fields, name)
                .orElseThrow(() -> Units.missing(fields, name, "a time since the start, e.g. 30m"));
    }

    private static Duration length(Fields fields, String name) {
        return Units.length(fields, name).orElseThrow(() -> Units.missing(fields, name, "a duration, e.g. 10m"));
    }

    private static LocalTime timeOfDay(Fields fields, String name) {
        Optional<LocalTime> time = Units.value(fields, name, "a time of day, e.g. \"20:00\"", text -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(text, e);
            }
        });
        return time.orElse(LocalTime.of(20, 0));
    }
}
