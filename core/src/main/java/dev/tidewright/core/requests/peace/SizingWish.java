package dev.tidewright.core.requests.peace;

import dev.tidewright.core.units.Quantity;
import java.util.List;

/// What the vertical autoscaler would like to do to one request.
///
/// @param resource    `cpu` or `memory`
/// @param now         what the container requests
/// @param recommended what it should request, by usage
/// @param startUp     what it needs to start in time; zero where that is not known
/// @param changes     of this request, of the last day at least, in order of time
public record SizingWish(
        String container,
        String resource,
        Quantity now,
        Quantity recommended,
        Quantity startUp,
        List<RequestChange> changes) {
    public SizingWish {
        changes = List.copyOf(changes);
    }
}
