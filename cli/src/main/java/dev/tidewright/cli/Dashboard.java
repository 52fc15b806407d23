package dev.tidewright.cli;

import dev.tidewright.apiserver.http.Endpoint;
import dev.tidewright.apiserver.http.Exchange;
import dev.tidewright.apiserver.world.WorldThread;
import dev.tidewright.insight.page.LivePage;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.world.VirtualWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// The page for people, `/dashboard`: the report of the run so far, which draws itself again as the run goes on.
/// Whoever comes with the token in the address gets a cookie, since a browser sends no other credentials.
final class Dashboard implements Endpoint {
    static final String PATH = "/dashboard";
    private static final Duration LOOK = Duration.ofSeconds(2);
    /// So many open pages may follow; the next one is told to come back.
    private static final int MOST_FOLLOWERS = 64;

    private static final String COOKIE = "tidewright=";

    private final VirtualWorld world;
    private final WorldThread thread;
    private final Scenario scenario;
    private final long seed;
    private final byte[] token;
    private final Semaphore places = new Semaphore(MOST_FOLLOWERS);
    private byte[] latest = {};
    private long latestNanos;

    Dashboard(VirtualWorld world, WorldThread thread, Scenario scenario, long seed, String token) {
        this.world = world;
        this.thread = thread;
        this.scenario = scenario;
        this.seed = seed;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean serve(Exchange exchange) throws IOException {
        String path = exchange.path();
        boolean fromBrowser = path.equals("/") && exchange.header("Accept").contains("text/html");
        if (!fromBrowser && !path.equals(PATH) && !path.startsWith(PATH + "/")) {
            return false;
        }
        if (isToken(exchange.query("token"))) {
            String shown = exchange.query("token");
            exchange.setHeader("Set-Cookie", COOKIE + shown + "; Path=/; Secure; HttpOnly; SameSite=Strict");
            redirect(exchange);
        } else if (!isKnown(exchange)) {
            exchange.text(401, "Open the address that `tidewright up` has printed: it carries the token.\n");
        } else {
            page(exchange, path);
        }
        return true;
    }

    private static void redirect(Exchange exchange) throws IOException {
        exchange.setHeader("Location", PATH);
        exchange.text(302, "");
    }

    private boolean isToken(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token);
    }

    private boolean isKnown(Exchange exchange) {
        for (String cookie : exchange.header("Cookie").split("; *")) {
            if (cookie.startsWith(COOKIE) && isToken(cookie.substring(COOKIE.length()))) {
                return true;
            }
        }
        return false;
    }

    private void page(Exchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> redirect(exchange);
            case PATH ->
                exchange.bytes(200, "text/html; charset=utf-8", utf8(LivePage.html(scenario.name() + ", live")));
            case PATH + "/data" -> data(exchange);
            case PATH + "/events" -> follow(exchange);
            default -> exchange.text(404, "There is no such page.\n");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void data(Exchange exchange) throws IOException {
        byte[] now = data();
        if (now.length == 0) {
            exchange.text(503, "Nothing is measured yet.\n");
        } else {
            exchange.bytes(200, "application/json", now);
        }
    }

    /// The report so far; made anew at most once a [#LOOK], however many ask. Empty before the first row.
    private synchronized byte[] data() {
        long now = System.nanoTime();
        if (latest.length == 0 || now - latestNanos >= LOOK.toNanos()) {
            Run run = thread.ask(() -> Run.of(scenario, seed, world.recordingSoFar(), world.journal()));
            if (run.recording().rows() > 0) {
                latest = utf8(LivePage.data(Report.of(run), run, thread.speed()));
                latestNanos = now;
            }
        }
        return latest;
    }

    /// Tells a page the time, again and again, until it goes away.
    private void follow(Exchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.text(503, "Too many pages are open.\n");
            return;
        }
        var gone = new AtomicBoolean();
        exchange.whenGone(() -> gone.set(true));
        exchange.setHeader("Cache-Control", "no-store");
        try (OutputStream out = exchange.stream(200, "text/event-stream")) {
            while (!gone.get()) {
                out.write(utf8("event: moment\ndata: {\"now\": \"" + thread.virtual() + "\"}\n\n"));
                out.flush();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }
}
