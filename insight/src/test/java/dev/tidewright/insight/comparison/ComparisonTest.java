package dev.tidewright.insight.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewright.insight.report.Report;
import dev.tidewright.insight.run.Run;
import dev.tidewright.insight.synthetic.SyntheticRun;
import dev.tidewright.insight.terminal.ComparisonSummary;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Side side(String label, int minReplicas, int maxNodes) {
        Run run = SyntheticRun.flashCrowd(1, minReplicas, maxNodes);
        return new Side(label, run, Report.of(run));
    }

    @Test
    void findsTheFirstDecisionWhereTwoRunsPart() {
        var comparison = Comparison.of(side("4 nodes", 3, 4), side("12 nodes", 3, 12));
        Parting parting = comparison.parting().orElseThrow();
        assertThat(parting.at()).isAfter(Instant.parse("2026-03-01T12:30:00Z"));
        assertThat(parting.left().orElseThrow().entry().at()).isAfterOrEqualTo(parting.at());
        assertThat(parting.right().orElseThrow().entry().why())
                .isNotEqualTo(parting.left().orElseThrow().entry().why());
    }

    @Test
    void seesNoPartingInEqualRuns() {
        var comparison = Comparison.of(side("one", 3, 4), side("other", 3, 4));
        assertThat(comparison.parting()).isEmpty();
        assertThat(comparison.rows()).allMatch(row -> row.difference().equals("same"));
    }

    @Test
    void saysWhichIsBetterInEachFigure() {
        var comparison = Comparison.of(side("small", 3, 4), side("large", 3, 12));
        Row wait = row(comparison, "longest wait for a node");
        assertThat(wait.isRightBetter()).isTrue();
        assertThat(wait.difference()).startsWith("-");
        assertThat(row(comparison, "cost").isLeftBetter()).isTrue();
    }

    @Test
    void fitsIntoAHundredColumns() {
        String text = ComparisonSummary.of(Comparison.of(side("4 nodes", 3, 4), side("12 nodes", 3, 12)));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(text).contains("12 nodes against 4 nodes").contains("They part at 12:3");
    }

    private static Row row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
