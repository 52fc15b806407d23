package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.Durations;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.scenario.Distribution;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Values with their units, as a scenario file spells them. None may be negative.
final class Units {
    private static final String DURATION = "a duration, e.g. 30s, 10m or 1h30m";
    private static final String SPREAD = "a duration, {min: 30s, max: 60s} or {median: 60s, p95: 120s}";

    private Units() {}

    /// `10m`, `1h30m`
    static Optional<Duration> duration(Fields fields, String name) {
        Optional<Duration> value = value(fields, name, DURATION, Durations::parse);
        value.filter(Duration::isNegative).ifPresent(length -> {
            throw negative(fields, name, Durations.format(length));
        });
        return value;
    }

    /// A duration above zero.
    static Optional<Duration> length(Fields fields, String name) {
        Optional<Duration> value = duration(fields, name);
        value.filter(Duration::isZero).ifPresent(length -> {
            throw fields.complaint(name, "expected more than 0s");
        });
        return value;
    }

    /// `5ms`, `{min: 30s, max: 60s}` or `{median: 60s, p95: 120s}`
    static Optional<Distribution> distribution(Fields fields, String name) {
        Optional<Document> value = fields.document(name);
        if (value.isPresent() && value.get() instanceof Document.Mapping) {
            return fields.mapping(name).map(Units::spread);
        }
        if (value.isPresent() && value.get() instanceof Document.Sequence) {
            throw fields.complaint(name, "expected " + SPREAD);
        }
        return duration(fields, name).map(Distribution.Fixed::new);
    }

    private static Distribution spread(Fields spread) {
        Optional<Duration> min = duration(spread, "min");
        Optional<Duration> max = duration(spread, "max");
        Optional<Duration> median = length(spread, "median");
        Optional<Duration> p95 = duration(spread, "p95");
        spread.refuseUnknown();
        if (min.isPresent() && max.isPresent() && median.isEmpty() && p95.isEmpty()) {
            refuseOver(spread, "min", min.get(), "max", max.get());
            return new Distribution.Uniform(min.get(), max.get());
        }
        if (median.isPresent() && p95.isPresent() && min.isEmpty() && max.isEmpty()) {
            refuseOver(spread, "median", median.get(), "p95", p95.get());
            return new Distribution.LogNormal(median.get(), p95.get());
        }
        throw new BadInput(spread.place(), spread.path(""), "expected min and max, or median and p95");
    }

    /// @throws BadInput if the smaller value is over the larger one
    static <T extends Comparable<T>> void refuseOver(Fields fields, String low, T lowest, String high, T highest) {
        if (lowest.compareTo(highest) > 0) {
            String limit = highest instanceof Duration duration ? Durations.format(duration) : highest.toString();
            throw fields.complaint(low, "expected at most " + high + " (" + limit + ")");
        }
    }

    /// Requests a second from `2400/s`, `90/min` or `10/h`.
    static Optional<Double> rate(Fields fields, String name) {
        return notNegative(fields, name, value(fields, name, "a rate, e.g. 2400/s, 90/min or 10/h", Units::rateOf));
    }

    static double rateOf(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(text);
        }
        double count = finite(text.substring(0, slash).strip());
        return switch (text.substring(slash + 1).strip()) {
            case "s" -> count;
            case "min", "m" -> count / 60;
            case "h" -> count / 3_600;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /// Money an hour from `0.0832/h`.
    static Optional<Double> hourlyPrice(Fields fields, String name) {
        return notNegative(fields, name, value(fields, name, "a price an hour, e.g. 0.0832/h", text -> {
            if (!text.endsWith("/h")) {
                throw new IllegalArgumentException(text);
            }
            return finite(text.substring(0, text.length() - 2).strip());
        }));
    }

    /// A share from `40%` or `0.4`, 0 to 1.
    static Optional<Double> share(Fields fields, String name) {
        Optional<Double> share = notNegative(
                fields,
                name,
                value(
                        fields,
                        name,
                        "a share, e.g. 40% or 0.4",
                        text -> text.endsWith("%")
                                ? finite(text.substring(0, text.length() - 1)) / 100
                                : finite(text)));
        share.filter(value -> value > 1).ifPresent(value -> {
            throw fields.complaint(name, "expected at most 100%");
        });
        return share;
    }

    /// A number of 0 and up.
    static Optional<Double> number(Fields fields, String name) {
        return notNegative(fields, name, value(fields, name, "a number", Units::finite));
    }

    /// `512Mi`
    static Optional<Bytes> bytes(Fields fields, String name) {
        Optional<Quantity> value = value(fields, name, "an amount of memory, e.g. 512Mi or 2Gi", Quantity::parse);
        return notNegative(fields, name, value).map(quantity -> new Bytes(quantity.value()));
    }

    /// Thousandths of a core from `250m` or `1.5`.
    static Optional<Long> milliCpu(Fields fields, String name) {
        Optional<Quantity> value = value(fields, name, "an amount of CPU, e.g. 250m or 1.5", Quantity::parse);
        return notNegative(fields, name, value).map(Quantity::milli);
    }

    /// A whole number from `least` up.
    static Optional<Integer> count(Fields fields, String name, int least) {
        Optional<Integer> value = fields.count(name);
        value.filter(count -> count < least).ifPresent(count -> {
            throw fields.complaint(name, "expected " + least + " or more, found " + count);
        });
        return value;
    }

    /// Memory that grows in an hour: `50Mi/h`.
    static Optional<Bytes> bytesPerHour(Fields fields, String name) {
        Optional<Quantity> value = value(fields, name, "an amount of memory an hour, e.g. 50Mi/h", text -> {
            if (!text.endsWith("/h")) {
                throw new IllegalArgumentException(text);
            }
            return Quantity.parse(text.substring(0, text.length() - 2));
        });
        return notNegative(fields, name, value).map(quantity -> new Bytes(quantity.value()));
    }

    static BadInput missing(Fields fields, String name, String expected) {
        return fields.complaint(name, "missing; expected " + expected);
    }

    static <T> Optional<T> value(Fields fields, String name, String expected, Function<String, T> parser) {
        return fields.document(name).map(value -> fields.parsed(name, value, expected, parser));
    }

    private static <T> Optional<T> notNegative(Fields fields, String name, Optional<T> value) {
        boolean negative = value.map(found -> switch (found) {
                    case Double number -> number < 0;
                    case Quantity quantity -> quantity.signum() < 0;
                    default -> throw new IllegalArgumentException(found.toString());
                })
                .orElse(false);
        if (negative) {
            throw negative(fields, name, fields.text(name).orElse(""));
        }
        return value;
    }

    private static BadInput negative(Fields fields, String name, String found) {
        return fields.complaint(name, "expected 0 or more, found " + found);
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }
}
