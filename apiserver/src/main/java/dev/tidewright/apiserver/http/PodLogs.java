package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.answers.Refusals;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.subresources.ContainerLogs;
import dev.tidewright.apiserver.subresources.ContainerLogs.Line;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.core.objects.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `/log` of a pod: `tailLines`, `sinceSeconds`, `sinceTime`, `limitBytes`, `timestamps`, `previous`, `follow`.
final class PodLogs {
    private static final long LOOK_MILLIS = 500;

    private final ContainerLogs logs;
    private final WorldThread world;

    PodLogs(ContainerLogs logs, WorldThread world) {
        this.logs = logs;
        this.world = world;
    }

    void answer(Exchange exchange, ResourcePath path, ResourceType type) throws IOException {
        if (!exchange.method().equals("GET")) {
            throw Refusals.verbNotAllowed();
        }
        Pod pod = logs.pod(path.namespace(), path.name()).orElseThrow(() -> Refusals.notFound(type, path.name()));
        List<Line> all = logs.lines(pod, exchange.query("container"), exchange.flag("previous"));
        Instant since = since(exchange);
        List<Line> wanted = all.stream()
                .filter(line -> !world.clock().show(line.at()).isBefore(since))
                .toList();
        String tail = exchange.query("tailLines");
        int skip = tail.isEmpty() ? 0 : Math.max(0, wanted.size() - number(tail, "tailLines"));
        boolean timed = exchange.flag("timestamps");
        try (OutputStream out = exchange.stream(200, "text/plain")) {
            out.write(limited(exchange, text(wanted.subList(skip, wanted.size()), timed)));
            out.flush();
            if (exchange.flag("follow")) {
                follow(exchange, pod, all, out, timed);
            }
        }
    }

    private Instant since(Exchange exchange) {
        String seconds = exchange.query("sinceSeconds");
        if (!seconds.isEmpty()) {
            return world.instant().minusSeconds(number(seconds, "sinceSeconds"));
        }
        String time = exchange.query("sinceTime");
        try {
            return time.isEmpty() ? Instant.MIN : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest("invalid sinceTime \"" + time + "\"");
        }
    }

    private static int number(String text, String name) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw ApiError.badRequest("invalid " + name + " \"" + text + "\": expected a whole number");
        }
    }

    private static byte[] limited(Exchange exchange, byte[] text) {
        String limit = exchange.query("limitBytes");
        return limit.isEmpty()
                ? text
                : java.util.Arrays.copyOf(text, Math.min(text.length, number(limit, "limitBytes")));
    }

    private byte[] text(List<Line> lines, boolean timed) {
        var text = new StringBuilder();
        for (Line line : lines) {
            Instant at = world.clock().show(line.at());
            if (timed) {
                text.append(at).append(' ');
            }
            text.append(Klog.line(at, line.text())).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Sends what is new, until the client or the pod goes.
    private void follow(Exchange exchange, Pod pod, List<Line> known, OutputStream out, boolean timed)
            throws IOException {
        var gone = new CountDownLatch(1);
        exchange.whenGone(gone::countDown);
        List<Line> before = known;
        try {
            while (!gone.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Optional<Pod> now = logs.pod(pod.meta().namespace(), pod.meta().name())
                        .filter(found -> found.meta().uid().equals(pod.meta().uid()));
                if (now.isEmpty()) {
                    return;
                }
                List<Line> lines = logs.lines(now.get(), exchange.query("container"), false);
                List<Line> fresh = fresh(lines, before);
                if (!fresh.isEmpty()) {
                    out.write(text(fresh, timed));
                    out.flush();
                    before = lines;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        } catch (ApiError e) {
            return; // the container waits for its next start
        }
    }

    private static List<Line> fresh(List<Line> lines, List<Line> before) {
        if (before.isEmpty()) {
            return lines;
        }
        int at = lines.lastIndexOf(before.getLast());
        Instant last = before.getLast().at().plus(Duration.ofNanos(1));
        return at >= 0
                ? lines.subList(at + 1, lines.size())
                : lines.stream().filter(line -> !line.at().isBefore(last)).toList();
    }
}
