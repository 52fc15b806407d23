package dev.tidewright.apiserver.wire;

import dev.tidewright.core.units.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The canonical spelling of values that may be written in several ways.
final class Spellings {
    private static final Pattern QUANTITY = Pattern.compile("[+-]?[0-9.]+([eEinumkKMGTP]*[-+]?[0-9]*)");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);
    /// Go's layout of a time, in the parts that it complains about.
    private static final Pattern TIME_PARTS = Pattern.compile(
            "(\\d{4})?(-)?(0[1-9]|1[0-2])?(-)?(\\d{2})?(T)?([01]\\d|2[0-3])?(:)?([0-5]\\d)?(:)?([0-5]\\d(?:\\.\\d+)?)?");
    private static final String[] LAYOUT = {"2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"};

    private static final String MICRO_LAYOUT = "2006-01-02T15:04:05.000000Z07:00";

    private Spellings() {}

    static JsonNode quantity(JsonNode value) {
        String text = value.isString() ? value.asString() : value.isNumber() ? value.asString() : "";
        try {
            String canonical = Quantity.parse(text).toString();
            return value.isString() && canonical.equals(text) ? value : JsonNodeFactory.instance.stringNode(canonical);
        } catch (IllegalArgumentException e) {
            throw new WireError(
                    QUANTITY.matcher(text).matches()
                            ? "unable to parse quantity's suffix"
                            : "quantities must match the regular expression"
                                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
    }

    static JsonNode time(JsonNode value) {
        String text = text(value);
        if (isCanonical(text)) {
            return value;
        }
        Instant instant = parse(text, "2006-01-02T15:04:05Z07:00").truncatedTo(ChronoUnit.SECONDS);
        return JsonNodeFactory.instance.stringNode(instant.toString());
    }

    private static boolean isCanonical(String text) {
        if (text.length() != 20 || !text.endsWith("Z") || text.charAt(10) != 'T') {
            return false;
        }
        try {
            return Instant.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    static JsonNode microTime(JsonNode value) {
        String text = text(value);
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[^.]*")) {
            String rest = text.substring("0000-00-00T00:00:00".length());
            throw new WireError("parsing time \"" + text + "\" as \"" + MICRO_LAYOUT + "\": cannot parse \"" + rest
                    + "\" as \".000000\"");
        }
        Instant instant = parse(text, MICRO_LAYOUT);
        return JsonNodeFactory.instance.stringNode(MICROS.format(instant.atOffset(ZoneOffset.UTC)));
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new WireError("json: cannot unmarshal "
                    + (value.isNumber() ? "number" : value.isBoolean() ? "bool" : value.isArray() ? "array" : "object")
                    + " into Go value of type string");
        }
        return value.asString();
    }

    private static Instant parse(String text, String layout) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new WireError("parsing time \"" + text + "\" as \"" + layout + "\": " + fault(text));
        }
    }

    private static String fault(String text) {
        Matcher parts = TIME_PARTS.matcher(text);
        int end = 0;
        if (parts.lookingAt()) {
            for (int i = 0; i < LAYOUT.length; i++) {
                if (parts.group(i + 1) == null) {
                    return "cannot parse \"" + text.substring(end) + "\" as \"" + LAYOUT[i] + "\"";
                }
                end = parts.end(i + 1);
            }
        }
        return "cannot parse \"" + text.substring(end) + "\" as \"Z07:00\"";
    }

    static JsonNode bytes(JsonNode value) {
        String text = value.asString();
        try {
            Base64.getDecoder().decode(text);
            if (text.length() % 4 != 0) { // Go insists on padding
                throw new IllegalArgumentException(text);
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new WireError("illegal base64 data at input byte " + firstBad(text));
        }
    }

    private static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = Character.digit(c, 36) >= 0 && c < 128;
            good |= c == '+' || c == '/';
            if (!good && !(c == '=' && i >= text.length() - 2)) {
                return i;
            }
        }
        return Math.max(0, text.length() / 4 * 4);
    }
}
