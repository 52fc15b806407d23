package dev.tidewright.insight.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.synthetic.SyntheticRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePageTest {
    private final LinkedBlockingQueue<String> moments = new LinkedBlockingQueue<>();
    private volatile String data = "";
    private HttpServer server;
    private Browser browser;

    private static String after(Duration length) {
        Run run = SyntheticRun.play(1, 3, 4, Duration.ofHours(2), length, List.of());
        return LivePage.data(Report.of(run), run, 60);
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/dashboard", exchange -> answer(exchange, "text/html", LivePage.html("shop, live")));
        server.createContext("/dashboard/data", exchange -> answer(exchange, "application/json", data));
        server.createContext("/dashboard/events", this::stream);
        server.start();
        browser = new Browser();
    }

    @AfterEach
    void stop() {
        browser.close();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                String line = "event: moment\ndata: {\"now\": \"" + moments.take() + "\"}\n\n";
                exchange.getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private Page open() {
        int port = server.getAddress().getPort();
        return browser.open(URI.create("http://127.0.0.1:" + port + "/dashboard"), 1400, 900);
    }

    private void happens(Duration length, String now) {
        data = after(length);
        moments.add(now);
    }

    @Test
    void drawsItselfAgainAroundWhatItsReaderHasOpened() {
        Page page = open();
        happens(Duration.ofMinutes(40), "2026-03-02T12:40:00Z");
        assertThat(page.locator("#pulse")).hasText("2026-03-02 12:40:00 UTC, live");
        assertThat(page.locator("#head")).containsText("40 min of virtual time, 60 × as fast");
        page.getByLabel("Find in decisions").fill("scale-up policy");
        page.locator("#journal details summary").first().click();
        String opened = page.locator("#journal details[open]").first().getAttribute("id");

        happens(Duration.ofMinutes(80), "2026-03-02T13:20:00Z");
        assertThat(page.locator("#head")).containsText("80 min of virtual time");
        assertThat(page.getByLabel("Find in decisions")).hasValue("scale-up policy");
        assertThat(page.locator("#journal details[open]")).hasAttribute("id", opened);
        assertThat(page.locator("#journal details[open]")).containsText("cpu utilisation against its target");
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screens", "live.png")));
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void tellsFirstWhatWasDecidedLastAndLeadsToItsExplanation() {
        Page page = open();
        happens(Duration.ofMinutes(80), "2026-03-02T13:20:00Z");
        assertThat(page.locator("#latest li")).hasCount(6);
        String newest = page.locator("#latest li").first().textContent();
        String second = page.locator("#latest li").nth(1).textContent();
        assertThat(newest.substring(0, 8)).isGreaterThanOrEqualTo(second.substring(0, 8));
        page.locator("#latest a").first().click();
        assertThat(page.locator("#journal details[open] .why").first()).isVisible();
    }

    @Test
    void holdsStillWhereItsReaderAsksFor() {
        Page page = open();
        happens(Duration.ofMinutes(40), "2026-03-02T12:40:00Z");
        assertThat(page.locator("#head")).containsText("40 min of virtual time");
        page.getByText("Hold still").click();
        happens(Duration.ofMinutes(80), "2026-03-02T13:20:00Z");
        assertThat(page.locator("#pulse")).containsText("13:20:00");
        assertThat(page.locator("#head")).containsText("40 min of virtual time");
        page.getByText("Hold still").click();
        assertThat(page.locator("#head")).containsText("80 min of virtual time");
    }

    @Test
    void saysThatTheClusterHasEnded() {
        Page page = open();
        happens(Duration.ofMinutes(40), "2026-03-02T12:40:00Z");
        assertThat(page.locator("#pulse")).hasAttribute("data-state", "live");
        server.stop(0);
        assertThat(page.locator("#pulse")).containsText("No connection");
    }
}
