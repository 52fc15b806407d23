package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.core.units.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A recording: values at instants, in order, without holes.
///
/// @param file   as the user named it
/// @param step   the usual distance between two points
/// @param points at least two
record Trace(String file, Duration step, List<Point> points) {
    private static final int ROWS_MAX = 5_000_000;
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}(\\.\\d{1,9})?");
    private static final double SLACK = 1.5;

    Trace {
        points = List.copyOf(points);
    }

    /// One value.
    ///
    /// @param value 0 and up
    /// @param line  of the file, from 1
    record Point(Instant at, double value, int line) {}

    /// Reads `timestamp,value` with a heading; times as `2014-04-10 00:04:00` (UTC), RFC 3339 or seconds since 1970.
    ///
    /// @param text the file's text
    /// @throws BadInput where a row cannot be read, is negative or not a number, or times do not rise
    static Trace parse(String file, String text) {
        List<Point> points = new ArrayList<>();
        int line = 0;
        for (String row : text.lines().toList()) {
            line++;
            if (!row.isBlank() && !(points.isEmpty() && line == 1 && isHeading(row))) {
                points.add(row(new Place(file, line), row, points));
            }
            if (line > ROWS_MAX) {
                throw new BadInput(new Place(file, line), "", "expected at most " + ROWS_MAX + " rows");
            }
        }
        if (points.size() < 2) {
            throw new BadInput(new Place(file, 0), "", "expected at least two rows of timestamp,value");
        }
        return new Trace(file, usualStep(points), points);
    }

    private static boolean isHeading(String row) {
        return instant(row.split(",", -1)[0].strip()).isEmpty();
    }

    private static Point row(Place place, String row, List<Point> before) {
        String[] cells = row.split(",", -1);
        if (cells.length != 2) {
            throw new BadInput(place, "", "expected timestamp,value, found '" + row.strip() + "'");
        }
        Instant at = instant(unquoted(cells[0]))
                .orElseThrow(() -> new BadInput(
                        place, "timestamp", "expected e.g. 2014-04-10 00:04:00, found '" + cells[0].strip() + "'"));
        if (!before.isEmpty() && !before.getLast().at().isBefore(at)) {
            throw new BadInput(place, "timestamp", "expected a time after that of the row before");
        }
        return new Point(at, value(place, unquoted(cells[1])), place.line());
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static double value(Place place, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInput(place, "value", "expected a number, found '" + text + "'");
        }
        if (!Double.isFinite(value) || value < 0) {
            throw new BadInput(place, "value", "expected a number of 0 or more, found '" + text + "'");
        }
        return value;
    }

    /// An instant in any spelling that [#parse] reads.
    static Optional<Instant> instant(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            if (text.length() > 4 && text.charAt(4) != '-') {
                return SECONDS.matcher(text).matches() ? Optional.of(ofSeconds(text)) : Optional.empty();
            }
            String iso = text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + "T" + text.substring(11)
                    : text;
            if (iso.length() == 10) {
                return Optional.of(
                        LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant ofSeconds(String text) {
        return Instant.ofEpochMilli(new BigDecimal(text)
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    private static Duration usualStep(List<Point> points) {
        long[] steps = new long[points.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] =
                    Duration.between(points.get(i).at(), points.get(i + 1).at()).toMillis();
        }
        Arrays.sort(steps);
        return Duration.ofMillis(steps[steps.length / 2]);
    }

    Instant first() {
        return points.getFirst().at();
    }

    Instant last() {
        return points.getLast().at();
    }

    /// The points from the last one at or before `from` to the first one at or after `to`.
    ///
    /// @param bridged holes up to this length are interpolated over
    /// @throws BadInput where a longer hole lies between
    List<Point> window(Instant from, Instant to, Duration bridged) {
        List<Point> window = new ArrayList<>();
        for (Point point : points) {
            if (!point.at().isAfter(from)) {
                window.clear();
            }
            if (window.isEmpty() || window.getLast().at().isBefore(to)) {
                refuseHole(window, point, bridged);
                window.add(point);
            }
        }
        return window;
    }

    private void refuseHole(List<Point> window, Point next, Duration bridged) {
        if (window.isEmpty()) {
            return;
        }
        Duration hole = Duration.between(window.getLast().at(), next.at());
        if (hole.toMillis() > step.toMillis() * SLACK && hole.compareTo(bridged) > 0) {
            String found = "a gap of " + Durations.format(hole) + " before this row; expected a value each "
                    + Durations.format(step) + ", or gaps: " + Durations.format(hole) + " in the scenario to bridge it";
            throw new BadInput(new Place(file, next.line()), "timestamp", found);
        }
    }
}
