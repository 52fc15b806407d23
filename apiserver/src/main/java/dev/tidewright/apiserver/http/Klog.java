package dev.tidewright.apiserver.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Log lines in the form of Kubernetes' own components: `I0303 12:34:56.000000       1 tidewright] text`.
final class Klog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Klog() {}

    static String line(Instant at, String text) {
        return "I" + TIME.format(at) + "       1 tidewright] " + text;
    }
}
