package dev.tidewright.apiserver.tables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads times as objects carry them. The spelling that the server itself writes is read without a formatter, because
/// tables of many objects do little else.
final class Moments {
    private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";
    private static final long DAY_SECONDS = 86_400;

    private Moments() {}

    /// @return empty where there is no time
    static Optional<Instant> of(JsonNode time) {
        String text = time.isString() ? time.asString() : "";
        if (isPlain(text)) {
            return plain(text);
        }
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            boolean fits = form == 'd' ? c >= '0' && c <= '9' : c == form;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> plain(String text) {
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            long second = number(text, 11, 13) * 3_600L + number(text, 14, 16) * 60L + number(text, 17, 19);
            return Optional.of(Instant.ofEpochSecond(day * DAY_SECONDS + second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
