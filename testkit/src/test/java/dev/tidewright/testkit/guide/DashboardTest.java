package dev.tidewright.testkit.guide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page for people, of a cluster that runs, in a real browser.
class DashboardTest {
    private static final double PATIENCE_MILLIS = 30_000;

    @TempDir
    Path home;

    private static Path chromium() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("TIDEWRIGHT_CHROMIUM"))
                                .orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium found: run bin/set-up-tests"));
    }

    @Test
    void showsWhatIsDecidedWhileItIsDecidedToWhoComesWithTheToken() throws IOException {
        try (UpProcess up = UpProcess.start(home);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(chromium())
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            Page page = browser.newContext(new Browser.NewContextOptions()
                            .setIgnoreHTTPSErrors(true)
                            .setViewportSize(1400, 900))
                    .newPage();
            String address = up.text()
                    .lines()
                    .filter(line -> line.contains("/dashboard?token="))
                    .findFirst()
                    .orElseThrow()
                    .strip();
            Response refused = page.navigate(address.replaceFirst("\\?.*", ""));
            assertThat(refused.status()).isEqualTo(401);

            page.navigate(address);
            assertThat(page.url()).endsWith("/dashboard");
            within(page.locator("#pulse"), "live");
            within(page.locator("#head"), "60 × as fast");
            within(page.locator("#charts"), "Replicas: clipper-production/clipper-backend");
            assertThat(up.tidewrightRun("traffic", "set", "400rps").exit()).isZero();
            within(page.locator("#latest"), "hpa/clipper-production/clipper-backend");
            page.locator("#latest a", new Page.LocatorOptions().setHasText("hpa/"))
                    .first()
                    .click();
            assertThat(page.locator("#journal details[open] .why").first()).isVisible();
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screens", "dashboard.png")));
        }
    }

    private static void within(Locator where, String text) {
        assertThat(where)
                .containsText(
                        text,
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(PATIENCE_MILLIS));
    }
}
