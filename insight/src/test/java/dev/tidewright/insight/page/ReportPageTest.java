package dev.tidewright.insight.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.tidewright.insight.comparison.Comparison;
import dev.tidewright.insight.comparison.Side;
import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.synthetic.SyntheticRun;
import dev.tidewright.simulator.scenario.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Path SHOTS = Path.of("target", "screens");

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void write() throws IOException {
        Run crowd = SyntheticRun.play(
                1,
                3,
                4,
                Duration.ofHours(2),
                Duration.ofHours(2),
                List.of(new Fault.StockOut(Duration.ofMinutes(31), Duration.ofMinutes(6), "pool-1", false)));
        ReportPage.write(Report.of(crowd), crowd, folder.resolve("crowd"));
        Run partial = SyntheticRun.play(1, 3, 8, Duration.ofDays(7), Duration.ofMinutes(20), List.of());
        ReportPage.write(Report.of(partial), partial, folder.resolve("partial"));
        Run roomy = SyntheticRun.flashCrowd(1, 12, 12);
        ComparisonPage.write(
                Comparison.of(
                        new Side("as it is", crowd, Report.of(crowd)), new Side("roomy", roomy, Report.of(roomy))),
                folder.resolve("comparison"));
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void pagesComplainOfNothingAndAskForNothing() {
        assertThat(browser.complaints).isEmpty();
    }

    private static Page crowd(int width, ColorScheme scheme) {
        return browser.open(folder.resolve("crowd/report.html"), width, 900, scheme);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(name + ".png")));
    }

    @Test
    void answersBeforeItShowsAnything() {
        Page page = crowd(1400, ColorScheme.LIGHT);
        assertThat(page.locator("h1")).hasText("flash-crowd");
        assertThat(page.locator("#head")).not().containsText("false");
        assertThat(page.locator(".verdict")).hasText("2 of 4 objectives missed");
        assertThat(page.locator("main > section").first()).hasAttribute("id", "answers");
        assertThat(page.locator("#answers")).containsText("The cloud had no machines");
        assertThat(page.locator("#answers")).containsText("Raise max of node group pool-1 from 4 to at least");
        assertThat(page.locator("#charts figure").count()).isGreaterThan(8);
        shoot(page, "light");
        page.close();
    }

    @Test
    void fitsAPhoneAndAWall() {
        for (int width : List.of(360, 2_560)) {
            Page page = crowd(width, ColorScheme.DARK);
            Object overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth");
            assertThat(overflow).as("%s pixels wide", width).isEqualTo(false);
            shoot(page, "dark-" + width);
            page.close();
        }
    }

    @Test
    void isLegibleInTheDark() {
        Page page = crowd(1400, ColorScheme.DARK);
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(20, 23, 26)");
        shoot(page, "dark");
        page.getByText("Light / dark").click();
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(252, 252, 250)");
        page.close();
    }

    @Test
    void opensADecisionWithItsStepsAndLeadsToItsCause() {
        Page page = crowd(1400, ColorScheme.LIGHT);
        page.getByLabel("Find in decisions").fill("scale-up policy");
        page.locator("#journal details summary").first().click();
        assertThat(page.locator("#journal details[open]")).containsText("cpu utilisation against its target");
        page.getByLabel("Who decided").selectOption("replicaset");
        page.getByLabel("Find in decisions").fill("create");
        page.locator("#journal details summary").last().click();
        page.locator("#journal details[open] a").click();
        assertThat(page.locator("#journal details:focus-within > summary")).containsText("hpa/shop/web");
        shoot(page, "decision");
        page.close();
    }

    @Test
    void movesOneCursorOverAllChartsByKeyboard() {
        Page page = crowd(1400, ColorScheme.LIGHT);
        page.locator("#charts").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(page.locator("#readout b")).hasText("12:03:00");
        assertThat(page.locator("#charts figure .key b").first()).not().isEmpty();
        assertThat(page.locator("#charts figure").last().locator(".key b").first())
                .not()
                .isEmpty();
        page.keyboard().press("+");
        shoot(page, "cursor");
        page.close();
    }

    @Test
    void opensTheNearestDecisionWhenAMarkIsClicked() {
        Page page = crowd(1400, ColorScheme.LIGHT);
        page.getByText("Around the worst minute").click();
        var replicas = page.locator("#charts figure")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Replicas: shop/web"))
                .locator(".u-over");
        Object x = page.evaluate("plots.find(plot => plot.over === document.querySelectorAll('.u-over')["
                + "[...document.querySelectorAll('#charts h3')].findIndex(h => h.textContent.startsWith('Replicas'))])"
                + ".valToPos(data.journal.findLast(e => e.actor === 'pods' && e.sign > 0).seconds, 'x')");
        replicas.click(new com.microsoft.playwright.Locator.ClickOptions().setPosition(((Number) x).doubleValue(), 40));
        assertThat(page.locator("#journal details[open] > summary")).containsText("hpa/shop/web");
        shoot(page, "zoomed");
        page.close();
    }

    @Test
    void setsTwoRunsSideBySide() {
        Page page = browser.open(folder.resolve("comparison/comparison.html"), 1400, 900, ColorScheme.LIGHT);
        assertThat(page.locator("h1")).hasText("roomy against as it is");
        assertThat(page.locator("#answers")).containsText("longest wait for a node");
        assertThat(page.locator("#parting")).containsText("The first decision that differs falls at 12:00:");
        assertThat(page.locator("#charts figure").count()).isGreaterThan(3);
        shoot(page, "comparison");
        page.close();
    }

    @Test
    void saysThatARunWasCutShortAndLeavesOutWhatIsEmpty() {
        Page page = browser.open(folder.resolve("partial/report.html"), 1400, 900, ColorScheme.LIGHT);
        assertThat(page.locator(".partial")).containsText("This run was cut short");
        assertThat(page.locator("#charts")).not().containsText("Pods without a node");
        shoot(page, "partial");
        page.close();
    }
}
