package dev.tidewright.core.requests.peace;

import java.time.Duration;

/// How restless requests may be.
///
/// @param changes   of one request in `window`, at most
/// @param tolerance a change by a smaller share of what is requested is not worth it
/// @param restates  whether targets of horizontal autoscalers may be restated; where another controller owns them,
///                  requests that they count by stay
public record PeaceSettings(int changes, Duration window, double tolerance, boolean restates) {
    public static final PeaceSettings DEFAULT = new PeaceSettings(3, Duration.ofDays(1), 0.1, true);

    public PeaceSettings with(boolean restates) {
        return new PeaceSettings(changes, window, tolerance, restates);
    }
}
