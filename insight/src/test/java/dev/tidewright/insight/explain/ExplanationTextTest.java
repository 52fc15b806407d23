package dev.tidewright.insight.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.simulator.recording.Ledger.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectKey WEB = new ObjectKey("HorizontalPodAutoscaler", "shop", "web");
    private static final Line FIRST = line(1, 0, Explanation.because("recommended size matches current size"));
    private static final Line SECOND = line(
            2,
            60,
            Explanation.because("cpu above target")
                    .given("from", 4)
                    .given("to", 8)
                    .step(Explanation.because("what if")
                            .step(Explanation.because("without the 4 pods/15 s policy")
                                    .given("to", 6))));

    private static Line line(long number, int seconds, Explanation why) {
        List<Long> causes = number > 1 ? List.of(number - 1) : List.of();
        return new Line(number, new Entry(NOON.plusSeconds(seconds), "pods", WEB, "scale", why, causes));
    }

    @Test
    void printsTheWholeDerivationAndWhatCameBefore() {
        var text = new StringWriter();
        Decisions decisions = Decisions.about("hpa/web", List.of(FIRST, SECOND));
        ExplanationText.print(SECOND, decisions.causes(SECOND), new PrintWriter(text, true));
        assertThat(text.toString().lines())
                .containsExactly(
                        "#2 2026-03-01T12:01:00Z pods scale horizontalpodautoscaler/shop/web 4 -> 8: cpu above target",
                        "  cpu above target",
                        "    from  4",
                        "    to    8",
                        "    what if",
                        "      without the 4 pods/15 s policy: 6",
                        "before it",
                        "  #1 2026-03-01T12:00:00Z pods scale horizontalpodautoscaler/shop/web: recommended size matches"
                                + " current size");
    }

    @Test
    void findsTheDecisionInForceAtATime() {
        Decisions decisions = Decisions.about("horizontalpodautoscaler/shop/web", List.of(FIRST, SECOND));
        assertThat(decisions.at(NOON.plusSeconds(59))).contains(FIRST);
        assertThat(decisions.at(NOON.plusSeconds(60))).contains(SECOND);
        assertThat(decisions.at(NOON.minusSeconds(1))).isEmpty();
        assertThat(Decisions.about("hpa/other/web", List.of(FIRST)).all()).isEmpty();
    }

    @Test
    void refusesWhatNamesNoObject() {
        assertThatThrownBy(() -> Decisions.about("web", List.of())).hasMessageContaining("KIND/NAME");
    }
}
