package dev.tidewright.apiserver.tables;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// An event's row, from `v1` or `events.k8s.io/v1`. The object's kind is in lower case, so that a `grep` for
/// `HorizontalPodAutoscaler` finds nothing, as with upstream.
final class EventRow {
    private EventRow() {}

    static void fill(Cells cells, JsonNode event) {
        boolean fresh = event.path("apiVersion").asString("").startsWith("events.k8s.io/");
        JsonNode about = event.path(fresh ? "regarding" : "involvedObject");
        String first = time(cells, event.path(fresh ? "deprecatedFirstTimestamp" : "firstTimestamp"), event);
        JsonNode last = event.path(fresh ? "deprecatedLastTimestamp" : "lastTimestamp");
        JsonNode series = event.path("series");
        String seen = series.isObject()
                ? cells.since(series.path("lastObservedTime"))
                : last.isString() ? cells.since(last) : first;
        cells.text(seen)
                .text(event.path("type"), "")
                .text(event.path("reason"), "")
                .text(object(about))
                .text(about.path("fieldPath"), "")
                .text(source(event, event.path(fresh ? "deprecatedSource" : "source")))
                .text(event.path(fresh ? "note" : "message").asString("").strip())
                .text(first)
                .number(count(series, event.path(fresh ? "deprecatedCount" : "count")))
                .name(event);
    }

    private static String time(Cells cells, JsonNode first, JsonNode event) {
        return cells.since(first.isString() ? first : event.path("eventTime"));
    }

    private static long count(JsonNode series, JsonNode count) {
        return series.isObject() ? series.path("count").asLong(0) : Math.max(count.asLong(0), 1);
    }

    private static String object(JsonNode about) {
        String kind = about.path("kind").asString("").toLowerCase(Locale.ROOT);
        String name = about.path("name").asString("");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(JsonNode event, JsonNode source) {
        String component = Cells.textOr(
                source.path("component"),
                Cells.textOr(
                        event.path("reportingComponent"),
                        event.path("reportingController").asString("")));
        String instance = Cells.textOr(
                source.path("host"), event.path("reportingInstance").asString(""));
        return instance.isEmpty() ? component : component + ", " + instance;
    }
}
